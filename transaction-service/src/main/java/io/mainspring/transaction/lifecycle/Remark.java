package io.mainspring.transaction.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What is odd about a transaction; none of it ever keeps one from being stored and answered. */
public enum Remark {
    /** The charge point's clock was so far off that times of ours are used to order things. */
    CLOCK_IMPLAUSIBLE("ClockImplausible"),
    /** Reported more than five minutes after it happened, so probably queued while offline. */
    REPORTED_LATE("ReportedLate"),
    /** On a connector that cannot carry a transaction: 0 or less. */
    NO_CONNECTOR("NoConnector"),
    /** Register below zero. */
    METER_NEGATIVE("MeterNegative"),
    /** The register went backwards; the energy counts as 0. */
    METER_BELOW_START("MeterBelowStart"),
    /** The end is dated before the start. */
    STOP_BEFORE_START("StopBeforeStart"),
    /** Ended by an idTag that is neither the one that started it nor of its group. */
    STOPPED_BY_STRANGER("StoppedByStranger"),
    /** The stop had no usable transaction id; this was the only transaction that fitted. */
    STOP_WITHOUT_ID("StopWithoutId"),
    /** A second, different stop came; the first one counts, the other is in quarantine. */
    STOP_CONTRADICTED("StopContradicted"),
    /** The end was taken from the quarantine by an operator. */
    STOP_ASSIGNED("StopAssigned");

    private final String wireName;

    Remark(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in stored and published events, in the database and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    @JsonCreator
    static Remark named(String wireName) {
        return Arrays.stream(values())
                .filter(remark -> remark.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no remark: " + wireName));
    }
}
