package io.mainspring.firmware.job;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one line of one charge point. They are one aggregate because they are about each
 * other: a status without an id belongs to the latest order, and a newer order ends an older one.
 *
 * <p>Any status may come at any time, repeated and out of order; none is refused, all are kept.
 */
class ChargePointJobs {

    /**
     * Reports of an order that has ended this many orders ago are no longer told apart from
     * strangers'. An open one is never forgotten: something has to end it.
     */
    private static final int REMEMBERED = 16;

    // null until the first event: Axon would take an empty one for an identifier
    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable String key;

    /** Newest first. */
    private List<Job> jobs = new ArrayList<>();

    ChargePointJobs() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(JobCommand.Order c) {
        if (find(job -> job.id().equals(c.order().jobId())) == null) {
            apply(c.order());
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(JobCommand.Answer c) {
        var job = find(j -> j.commandId().equals(c.commandId()));
        if (job == null || job.answered()) {
            return;
        }
        apply(
                new JobEvent.Answered(
                        c.chargePointId(),
                        c.line(),
                        job.id(),
                        c.commandStatus(),
                        c.answer(),
                        c.fileName(),
                        c.at()));
        var reason = Objects.requireNonNullElse(c.answer(), c.commandStatus());
        switch (c.verdict()) {
            case ACCEPTED -> supersedeOlder(c, job, c.at());
            case REFUSED -> end(c, job, JobResult.REFUSED, reason, c.at());
            case NOT_SENT -> end(c, job, JobResult.NOT_SENT, reason, c.at());
            case NOTHING_TO_UPLOAD ->
                    end(c, job, JobResult.NOTHING_TO_UPLOAD, "no fileName", c.at());
            case UNCERTAIN -> {
                // the charge point may have taken it on: its reports or the time limit will tell
            }
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(JobCommand.Report c) {
        var job =
                c.requestId() == null
                        ? latest()
                        : find(j -> Objects.equals(j.requestId(), c.requestId()));
        if (job == null) {
            apply(
                    new JobEvent.Observed(
                            c.chargePointId(), c.line(), c.status(), c.requestId(), c.at()));
            return;
        }
        apply(new JobEvent.Reported(c.chargePointId(), c.line(), job.id(), c.status(), c.at()));
        switch (c.meaning()) {
            case PROGRESS -> supersedeOlder(c, job, c.at());
            case SUCCESS -> {
                supersedeOlder(c, job, c.at());
                end(c, job, JobResult.SUCCEEDED, c.status(), c.at());
            }
            case FAILURE -> {
                supersedeOlder(c, job, c.at());
                end(c, job, JobResult.FAILED, c.status(), c.at());
            }
            case IDLE -> {
                // nothing to do now is not how it ended
            }
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(JobCommand.Boot c) {
        var job = latest();
        if (job == null || (!job.isOpen() && job.booted())) {
            return;
        }
        apply(
                new JobEvent.Booted(
                        c.chargePointId(), c.line(), job.id(), c.firmwareVersion(), c.at()));
        if (c.firmwareVersion().equals(job.version()) && job.result() != JobResult.FAILED) {
            supersedeOlder(c, job, c.at());
            end(c, job, JobResult.SUCCEEDED, "BootNotification", c.at());
        }
    }

    /** Whether there is such a job. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(JobCommand.TakeFile c) {
        var job = find(j -> j.id().equals(c.jobId()));
        if (job == null || c.fileId().equals(job.fileId())) {
            return job != null;
        }
        apply(
                new JobEvent.FileArrived(
                        c.chargePointId(),
                        c.line(),
                        job.id(),
                        c.fileId(),
                        c.name(),
                        c.size(),
                        c.at()));
        end(c, job, JobResult.SUCCEEDED, "file arrived", c.at());
        return true;
    }

    /** Whether it was closed by this. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(JobCommand.Close c) {
        var job = find(j -> j.id().equals(c.jobId()));
        boolean isDue = job != null && job.isOpen() && !c.at().isBefore(job.deadline());
        if (job != null && isDue) {
            end(c, job, JobResult.TIMED_OUT, "time limit", c.at());
        }
        return isDue;
    }

    /** The charge point works on the newer one, so it has given up what it had before. */
    private void supersedeOlder(JobCommand c, Job newer, Instant at) {
        int position = indexOf(newer.id());
        for (var older : List.copyOf(jobs.subList(position + 1, jobs.size()))) {
            if (older.isOpen()) {
                end(c, older, JobResult.SUPERSEDED, "by " + newer.id(), at);
            }
        }
    }

    private static void end(JobCommand c, Job job, JobResult result, String reason, Instant at) {
        if (job.result() == null || result.outweighs(job.result())) {
            apply(new JobEvent.Ended(c.chargePointId(), c.line(), job.id(), result, reason, at));
        }
    }

    /** The newest that the charge point may be working on. */
    private @Nullable Job latest() {
        return find(job -> job.result() == null || !job.result().wasNeverTakenOn());
    }

    private @Nullable Job find(Predicate<Job> which) {
        return jobs.stream().filter(which).findFirst().orElse(null);
    }

    private int indexOf(UUID jobId) {
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).id().equals(jobId)) {
                return i;
            }
        }
        return -1;
    }

    @EventSourcingHandler
    void on(JobEvent event) {
        key = JobKey.of(event.line(), event.chargePointId());
        switch (event) {
            case JobEvent.Ordered e -> {
                jobs.addFirst(Job.of(e));
                forget();
            }
            case JobEvent.Answered e -> change(e.jobId(), Job::withAnswer);
            case JobEvent.Booted e -> change(e.jobId(), Job::withBoot);
            case JobEvent.FileArrived e -> change(e.jobId(), job -> job.withFile(e.fileId()));
            case JobEvent.Ended e -> change(e.jobId(), job -> job.withResult(e.result()));
            case JobEvent.Reported _, JobEvent.Observed _ -> {
                // history only
            }
        }
    }

    /** The oldest that have ended, as long as there are too many. */
    private void forget() {
        for (int i = jobs.size() - 1; i > 0 && jobs.size() > REMEMBERED; i--) {
            if (!jobs.get(i).isOpen()) {
                jobs.remove(i);
            }
        }
    }

    private void change(UUID jobId, UnaryOperator<Job> how) {
        int position = indexOf(jobId);
        if (position >= 0) {
            jobs.set(position, how.apply(jobs.get(position)));
        }
    }
}
