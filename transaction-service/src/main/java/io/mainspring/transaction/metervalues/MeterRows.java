package io.mainspring.transaction.metervalues;

import io.mainspring.ocpp.v16.WireName;
import io.mainspring.ocpp.v16.type.Location;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.ValueFormat;
import io.mainspring.transaction.SqlTime;
import io.mainspring.transaction.Storable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a poll, column by column, as one INSERT wants them. Not thread-safe. */
public final class MeterRows {

    final List<@Nullable String> receivedAt = new ArrayList<>();
    final List<String> chargePointId = new ArrayList<>();
    final List<Integer> connectorId = new ArrayList<>();
    final List<@Nullable Integer> transactionId = new ArrayList<>();
    final List<@Nullable Integer> reportedTransactionId = new ArrayList<>();
    final List<String> reportedIn = new ArrayList<>();
    final List<@Nullable String> sampledAt = new ArrayList<>();
    final List<String> measurand = new ArrayList<>();
    final List<String> context = new ArrayList<>();
    final List<@Nullable String> phase = new ArrayList<>();
    final List<String> location = new ArrayList<>();
    final List<String> format = new ArrayList<>();
    final List<String> value = new ArrayList<>();
    final List<@Nullable String> unit = new ArrayList<>();
    final List<@Nullable BigDecimal> quantity = new ArrayList<>();
    final List<@Nullable String> quantityUnit = new ArrayList<>();

    /**
     * Where samples come from.
     *
     * @param transactionId the transaction they belong to, null if to none
     * @param reportedTransactionId as the charge point named it
     * @param reportedIn the action that carried them
     */
    public record Source(
            String chargePointId,
            int connectorId,
            @Nullable Integer transactionId,
            @Nullable Integer reportedTransactionId,
            String reportedIn,
            Instant receivedAt) {}

    /** Adds a row per sampled value; none for an empty list. */
    public void add(Source source, MeterValue meterValue) {
        var received = SqlTime.write(source.receivedAt());
        var sampled = SqlTime.write(meterValue.timestamp());
        for (var sample : meterValue.sampledValue()) {
            receivedAt.add(received);
            chargePointId.add(source.chargePointId());
            connectorId.add(source.connectorId());
            transactionId.add(source.transactionId());
            reportedTransactionId.add(source.reportedTransactionId());
            reportedIn.add(source.reportedIn());
            sampledAt.add(sampled);
            add(sample);
        }
    }

    private void add(SampledValue sample) {
        var what =
                Objects.requireNonNullElse(
                        sample.measurand(), Measurand.ENERGY_ACTIVE_IMPORT_REGISTER);
        measurand.add(name(sample, "measurand", what));
        context.add(
                name(
                        sample,
                        "context",
                        Objects.requireNonNullElse(
                                sample.context(), ReadingContext.SAMPLE_PERIODIC)));
        phase.add(sample.phase() == null ? null : name(sample, "phase", sample.phase()));
        location.add(
                name(
                        sample,
                        "location",
                        Objects.requireNonNullElse(sample.location(), Location.OUTLET)));
        format.add(
                name(
                        sample,
                        "format",
                        Objects.requireNonNullElse(sample.format(), ValueFormat.RAW)));
        value.add(Storable.text(sample.value()));
        unit.add(sample.unit() == null ? null : name(sample, "unit", sample.unit()));
        var number = Quantity.of(sample, what);
        quantity.add(number == null ? null : number.number());
        quantityUnit.add(
                number == null || number.unit() == null ? null : Storable.text(number.unit()));
    }

    /** The name on the wire; where the specification lists it not, the text that stood there. */
    private static String name(SampledValue sample, String field, WireName listed) {
        var unlisted = sample.unlisted().get(field);
        return unlisted == null ? listed.wireName() : Storable.text(unlisted);
    }

    int size() {
        return value.size();
    }
}
