package io.mainspring.firmware.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * How a job ended. A later finding replaces an earlier one only if it weighs more: what we
 * presumed yields to what a charge point reports, and a failure yields to the success of a later
 * attempt.
 */
public enum JobResult {
    /** Installed, or booted with the version that was ordered; uploaded, or the file is here. */
    @JsonProperty("Succeeded")
    SUCCEEDED("Succeeded", 2),
    /** The charge point reported a failure. */
    @JsonProperty("Failed")
    FAILED("Failed", 1),
    /** The charge point answered the order with a refusal or a CALLERROR. */
    @JsonProperty("Refused")
    REFUSED("Refused", 0),
    /** The order never reached the charge point. */
    @JsonProperty("NotSent")
    NOT_SENT("NotSent", 0),
    /** The answer to GetDiagnostics named no file. */
    @JsonProperty("NothingToUpload")
    NOTHING_TO_UPLOAD("NothingToUpload", 0),
    /** A newer order of the same line was taken on by the charge point. */
    @JsonProperty("Superseded")
    SUPERSEDED("Superseded", 0),
    /** Its time limit passed without an end. */
    @JsonProperty("TimedOut")
    TIMED_OUT("TimedOut", 0);

    private final String wireName;
    private final int weight;

    JobResult(String wireName, int weight) {
        this.wireName = wireName;
        this.weight = weight;
    }

    public String wireName() {
        return wireName;
    }

    boolean outweighs(JobResult other) {
        return weight > other.weight;
    }

    /** Whether the charge point has never taken the order on: then it reports of an earlier one. */
    boolean wasNeverTakenOn() {
        return this == REFUSED || this == NOT_SENT || this == NOTHING_TO_UPLOAD;
    }

    static boolean isNamed(String wireName) {
        return Arrays.stream(values()).anyMatch(result -> result.wireName.equals(wireName));
    }

    static JobResult named(String wireName) {
        for (var result : values()) {
            if (result.wireName.equals(wireName)) {
                return result;
            }
        }
        throw new IllegalArgumentException("no result " + wireName);
    }
}
