package io.mainspring.firmware.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What a charge point does one of at a time, and reports by notifications of its own. Jobs of
 * different lines have nothing to do with each other.
 */
public enum JobLine {
    @JsonProperty("Firmware")
    FIRMWARE("Firmware"),
    @JsonProperty("Diagnostics")
    DIAGNOSTICS("Diagnostics"),
    @JsonProperty("Log")
    LOG("Log");

    private final String wireName;

    JobLine(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** How uploads of this line are listed. */
    String kind() {
        return wireName.toLowerCase(Locale.ROOT);
    }

    static JobLine ofUploads(String kind) {
        return kind.equals(LOG.kind()) ? LOG : DIAGNOSTICS;
    }

    static JobLine named(String wireName) {
        for (var line : values()) {
            if (line.wireName.equals(wireName)) {
                return line;
            }
        }
        throw new IllegalArgumentException("no line " + wireName);
    }
}
