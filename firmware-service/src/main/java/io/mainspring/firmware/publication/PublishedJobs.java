package io.mainspring.firmware.publication;

import io.mainspring.contracts.firmware.DiagnosticsEnded;
import io.mainspring.contracts.firmware.DiagnosticsFileArrived;
import io.mainspring.contracts.firmware.DiagnosticsOrdered;
import io.mainspring.contracts.firmware.DiagnosticsProgressed;
import io.mainspring.contracts.firmware.FirmwareStatusObserved;
import io.mainspring.contracts.firmware.FirmwareUpdateEnded;
import io.mainspring.contracts.firmware.FirmwareUpdateOrdered;
import io.mainspring.contracts.firmware.FirmwareUpdateProgressed;
import io.mainspring.contracts.firmware.JobEnd;
import io.mainspring.contracts.firmware.LogEnded;
import io.mainspring.contracts.firmware.LogFileArrived;
import io.mainspring.contracts.firmware.LogOrdered;
import io.mainspring.contracts.firmware.LogProgressed;
import io.mainspring.firmware.job.JobEvent;
import io.mainspring.firmware.job.JobResult;
import io.mainspring.firmware.job.JobType;
import java.util.List;
import java.util.Objects;

/** What is published of jobs: of each line in its own words. */
final class PublishedJobs {

    private PublishedJobs() {}

    static List<Object> of(JobEvent event) {
        return switch (event) {
            case JobEvent.Ordered e -> List.of(ordered(e));
            case JobEvent.Reported e -> List.of(progressed(e));
            case JobEvent.Ended e -> List.of(ended(e));
            case JobEvent.FileArrived e -> arrived(e);
            case JobEvent.Observed e -> observed(e);
            case JobEvent.Answered _, JobEvent.Booted _ -> List.of(); // what follows is told
        };
    }

    private static Object ordered(JobEvent.Ordered e) {
        return switch (e.line()) {
            case FIRMWARE ->
                    new FirmwareUpdateOrdered(
                            e.chargePointId(),
                            e.jobId(),
                            e.commandId(),
                            e.type() == JobType.SIGNED_UPDATE,
                            e.requestId(),
                            e.version(),
                            e.campaignId(),
                            e.requestedBy(),
                            e.orderedAt(),
                            e.deadline());
            case DIAGNOSTICS ->
                    new DiagnosticsOrdered(
                            e.chargePointId(),
                            e.jobId(),
                            e.commandId(),
                            e.requestedBy(),
                            e.orderedAt(),
                            e.deadline());
            case LOG ->
                    new LogOrdered(
                            e.chargePointId(),
                            e.jobId(),
                            e.commandId(),
                            Objects.requireNonNull(e.requestId(), "a log has a request id"),
                            e.requestedBy(),
                            e.orderedAt(),
                            e.deadline());
        };
    }

    private static Object progressed(JobEvent.Reported e) {
        return switch (e.line()) {
            case FIRMWARE ->
                    new FirmwareUpdateProgressed(e.chargePointId(), e.jobId(), e.status(), e.at());
            case DIAGNOSTICS ->
                    new DiagnosticsProgressed(e.chargePointId(), e.jobId(), e.status(), e.at());
            case LOG -> new LogProgressed(e.chargePointId(), e.jobId(), e.status(), e.at());
        };
    }

    private static Object ended(JobEvent.Ended e) {
        var end = end(e.result());
        return switch (e.line()) {
            case FIRMWARE ->
                    new FirmwareUpdateEnded(e.chargePointId(), e.jobId(), end, e.reason(), e.at());
            case DIAGNOSTICS ->
                    new DiagnosticsEnded(e.chargePointId(), e.jobId(), end, e.reason(), e.at());
            case LOG -> new LogEnded(e.chargePointId(), e.jobId(), end, e.reason(), e.at());
        };
    }

    private static List<Object> arrived(JobEvent.FileArrived e) {
        return switch (e.line()) {
            case FIRMWARE -> List.of(); // nobody uploads firmware
            case DIAGNOSTICS ->
                    List.of(
                            new DiagnosticsFileArrived(
                                    e.chargePointId(),
                                    e.jobId(),
                                    e.fileId(),
                                    e.name(),
                                    e.size(),
                                    e.at()));
            case LOG ->
                    List.of(
                            new LogFileArrived(
                                    e.chargePointId(),
                                    e.jobId(),
                                    e.fileId(),
                                    e.name(),
                                    e.size(),
                                    e.at()));
        };
    }

    private static List<Object> observed(JobEvent.Observed e) {
        return switch (e.line()) {
            case FIRMWARE ->
                    List.of(
                            new FirmwareStatusObserved(
                                    e.chargePointId(), e.status(), e.requestId(), e.at()));
            case DIAGNOSTICS, LOG -> List.of(); // of no interest to others: nothing changes by it
        };
    }

    private static JobEnd end(JobResult result) {
        return switch (result) {
            case SUCCEEDED -> JobEnd.SUCCEEDED;
            case FAILED -> JobEnd.FAILED;
            case REFUSED -> JobEnd.REFUSED;
            case NOT_SENT -> JobEnd.NOT_SENT;
            case NOTHING_TO_UPLOAD -> JobEnd.NOTHING_TO_UPLOAD;
            case SUPERSEDED -> JobEnd.SUPERSEDED;
            case TIMED_OUT -> JobEnd.TIMED_OUT;
        };
    }
}
