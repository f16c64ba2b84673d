package io.mainspring.firmware.job;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be told to {@link ChargePointJobs}. Telling the same again changes nothing. */
sealed interface JobCommand {

    String chargePointId();

    JobLine line();

    @TargetAggregateIdentifier
    default String key() {
        return JobKey.of(line(), chargePointId());
    }

    /** Write down an order that is about to be sent. */
    record Order(JobEvent.Ordered order) implements JobCommand {
        @Override
        public String chargePointId() {
            return order.chargePointId();
        }

        @Override
        public JobLine line() {
            return order.line();
        }
    }

    /** The command of an order has ended. */
    record Answer(
            String chargePointId,
            JobLine line,
            UUID commandId,
            String commandStatus,
            Verdict verdict,
            @Nullable String answer,
            @Nullable String fileName,
            Instant at)
            implements JobCommand {}

    /** What the end of a command means for its job. */
    enum Verdict {
        ACCEPTED,
        REFUSED,
        NOT_SENT,
        NOTHING_TO_UPLOAD,
        /** It was sent, and what the charge point makes of it is not known. */
        UNCERTAIN
    }

    /**
     * The charge point reported a status. Not idempotent: whoever tells it sees to it that each
     * report counts once.
     */
    record Report(
            String chargePointId,
            JobLine line,
            String status,
            StatusMeaning meaning,
            @Nullable Integer requestId,
            Instant at)
            implements JobCommand {}

    /** The charge point has booted. */
    record Boot(String chargePointId, String firmwareVersion, Instant at) implements JobCommand {
        @Override
        public JobLine line() {
            return JobLine.FIRMWARE;
        }
    }

    /** A file has arrived. */
    record TakeFile(
            String chargePointId,
            JobLine line,
            UUID jobId,
            String fileId,
            String name,
            long size,
            Instant at)
            implements JobCommand {}

    /** Close a job whose deadline has passed; one that has ended or has time left stays. */
    record Close(String chargePointId, JobLine line, UUID jobId, Instant at)
            implements JobCommand {}
}
