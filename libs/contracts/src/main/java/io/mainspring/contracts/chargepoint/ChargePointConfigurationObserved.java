package io.mainspring.contracts.chargepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.contracts.PublishedAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something was learnt about the configuration of a charge point: it answered what it was asked, or
 * accepted a change. Keys that are not named keep what was last said of them.
 *
 * @param entries what is now known; never the value of a write-only key
 * @param unknownKeys keys that the charge point says it does not have
 */
@PublishedAs("charge-point.configuration-observed.v1")
public record ChargePointConfigurationObserved(
        String chargePointId,
        ConfigurationSource source,
        List<Entry> entries,
        List<String> unknownKeys,
        Instant observedAt) {

    public ChargePointConfigurationObserved {
        entries = List.copyOf(entries);
        unknownKeys = List.copyOf(unknownKeys);
    }

    /**
     * One key as it is now known.
     *
     * @param value null: it has none, or it is write-only
     * @param readonly null: the source did not say
     * @param rebootRequired true: the value takes effect when the charge point has rebooted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            String key,
            @Nullable String value,
            @Nullable Boolean readonly,
            boolean rebootRequired) {}
}
