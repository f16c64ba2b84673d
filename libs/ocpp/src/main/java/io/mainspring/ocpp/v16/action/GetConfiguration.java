package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.type.KeyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Central system -> charge point. OCPP 1.6 §5.8.
 *
 * <p>Reads configuration keys: those asked for, or all of them if {@code key} is absent or empty.
 * A request must not hold more keys than the charge point's GetConfigurationMaxKeys.
 */
public interface GetConfiguration {

    record Request(@Nullable List<@Length(50) String> key) implements OcppRequest<Response> {
        public Request {
            key = key == null ? null : List.copyOf(key);
        }
    }

    /**
     * Keys that the charge point does not know are listed in {@code unknownKey}, never answered
     * with an error.
     */
    record Response(
            @Nullable List<KeyValue> configurationKey,
            @Nullable List<@Length(value = 50, tolerated = Length.DESCRIPTIVE) String> unknownKey)
            implements OcppResponse {
        public Response {
            configurationKey = configurationKey == null ? null : List.copyOf(configurationKey);
            unknownKey = unknownKey == null ? null : List.copyOf(unknownKey);
        }
    }
}
