package io.mainspring.firmware.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregate must remember of a job to decide about it.
 *
 * @param result null while it is open
 */
record Job(
        UUID id,
        UUID commandId,
        @Nullable Integer requestId,
        @Nullable String version,
        Instant deadline,
        boolean answered,
        boolean booted,
        @Nullable String fileId,
        @Nullable JobResult result) {

    static Job of(JobEvent.Ordered order) {
        return new Job(
                order.jobId(),
                order.commandId(),
                order.requestId(),
                order.version(),
                order.deadline(),
                false,
                false,
                null,
                null);
    }

    boolean isOpen() {
        return result == null;
    }

    Job withAnswer() {
        return new Job(id, commandId, requestId, version, deadline, true, booted, fileId, result);
    }

    Job withBoot() {
        return new Job(id, commandId, requestId, version, deadline, answered, true, fileId, result);
    }

    Job withFile(String file) {
        return new Job(id, commandId, requestId, version, deadline, answered, booted, file, result);
    }

    Job withResult(JobResult ended) {
        return new Job(
                id, commandId, requestId, version, deadline, answered, booted, fileId, ended);
    }
}
