package io.mainspring.firmware.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What happened to the jobs of one line of one charge point, as it is stored; the aggregate's
 * identifier is {@link JobKey}.
 */
public sealed interface JobEvent {

    String chargePointId();

    JobLine line();

    /**
     * An order was written down, a moment before it was sent.
     *
     * @param requestId of signed updates and logs; the others have none
     * @param request the OCPP payload
     * @param image id of the stored image it fetches; null for a foreign location
     * @param version that the charge point is to report when it runs it; null if nobody said
     * @param warnings what was found wrong with it and yet sent
     * @param deadline from then on it counts as timed out
     */
    record Ordered(
            String chargePointId,
            JobLine line,
            UUID jobId,
            UUID commandId,
            JobType type,
            @Nullable Integer requestId,
            JsonNode request,
            @Nullable String image,
            @Nullable String version,
            @Nullable UUID campaignId,
            List<String> warnings,
            String requestedBy,
            Instant orderedAt,
            Instant deadline)
            implements JobEvent {}

    /**
     * The command of an order has ended.
     *
     * @param commandStatus as the ledger of commands spells it
     * @param answer the response's status or the CALLERROR's code, if there is one
     * @param fileName that the charge point announced
     */
    record Answered(
            String chargePointId,
            JobLine line,
            UUID jobId,
            String commandStatus,
            @Nullable String answer,
            @Nullable String fileName,
            Instant at)
            implements JobEvent {}

    /** The charge point reported a status that belongs to a job. */
    record Reported(String chargePointId, JobLine line, UUID jobId, String status, Instant at)
            implements JobEvent {}

    /** The charge point reported a status that belongs to no job of ours. */
    record Observed(
            String chargePointId,
            JobLine line,
            String status,
            @Nullable Integer requestId,
            Instant at)
            implements JobEvent {}

    /** The charge point has booted while a job was under way, or for the first time since. */
    record Booted(
            String chargePointId, JobLine line, UUID jobId, String firmwareVersion, Instant at)
            implements JobEvent {}

    /** A file that a job asked for is stored. */
    record FileArrived(
            String chargePointId,
            JobLine line,
            UUID jobId,
            String fileId,
            String name,
            long size,
            Instant at)
            implements JobEvent {}

    /**
     * A job has ended; or it had, and now we know better.
     *
     * @param reason the status, answer or error code by which it ended
     */
    record Ended(
            String chargePointId,
            JobLine line,
            UUID jobId,
            JobResult result,
            String reason,
            Instant at)
            implements JobEvent {}
}
