package io.mainspring.firmware.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By which command a job was ordered. */
public enum JobType {
    @JsonProperty("Update")
    UPDATE("Update", JobLine.FIRMWARE),
    @JsonProperty("SignedUpdate")
    SIGNED_UPDATE("SignedUpdate", JobLine.FIRMWARE),
    @JsonProperty("Diagnostics")
    DIAGNOSTICS("Diagnostics", JobLine.DIAGNOSTICS),
    @JsonProperty("Log")
    LOG("Log", JobLine.LOG);

    private final String wireName;
    private final JobLine line;

    JobType(String wireName, JobLine line) {
        this.wireName = wireName;
        this.line = line;
    }

    public String wireName() {
        return wireName;
    }

    public JobLine line() {
        return line;
    }
}
