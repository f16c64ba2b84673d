package io.mainspring.firmware.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as operators see it.
 *
 * @param state {@code Ordered}, {@code Accepted}, {@code Running}, or how it ended
 * @param status the newest that the charge point reported
 * @param answer the response's status or the CALLERROR's code
 * @param request the OCPP payload, without the secrets of its location
 * @param bootedVersion the firmware it last came up with since it was ordered
 * @param reason by what it ended
 * @param warnings what was found wrong with it before it was sent all the same
 * @param hint what to do about its end, if there is something
 * @param history only where a single job is read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobView(
        UUID jobId,
        JobType type,
        String chargePointId,
        String state,
        @Nullable String status,
        @Nullable Instant statusAt,
        UUID commandId,
        @Nullable String commandStatus,
        @Nullable String answer,
        @Nullable Integer requestId,
        JsonNode request,
        @Nullable String image,
        @Nullable String version,
        @Nullable String bootedVersion,
        @Nullable UUID campaignId,
        List<String> warnings,
        String requestedBy,
        Instant orderedAt,
        Instant deadline,
        @Nullable Instant endedAt,
        @Nullable String reason,
        @Nullable String hint,
        @Nullable File file,
        @Nullable List<Step> history) {

    /**
     * The file of an upload.
     *
     * @param fileId under which it can be downloaded; null until it has arrived
     * @param name as announced, then as it arrived
     * @param size in bytes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record File(@Nullable String fileId, String name, @Nullable Long size) {}

    /**
     * Something that happened to it.
     *
     * @param what {@code Ordered}, {@code Answered}, {@code Reported}, {@code Booted}, {@code
     *     FileArrived} or {@code Ended}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(Instant at, String what, @Nullable String status, @Nullable String detail) {}

    JobView with(List<Step> steps) {
        return new JobView(
                jobId,
                type,
                chargePointId,
                state,
                status,
                statusAt,
                commandId,
                commandStatus,
                answer,
                requestId,
                request,
                image,
                version,
                bootedVersion,
                campaignId,
                warnings,
                requestedBy,
                orderedAt,
                deadline,
                endedAt,
                reason,
                hint,
                file,
                List.copyOf(steps));
    }
}
