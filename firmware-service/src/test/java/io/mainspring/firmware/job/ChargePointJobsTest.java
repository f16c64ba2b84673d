package io.mainspring.firmware.job;

import io.mainspring.firmware.job.JobCommand.Answer;
import io.mainspring.firmware.job.JobCommand.Boot;
import io.mainspring.firmware.job.JobCommand.Close;
import io.mainspring.firmware.job.JobCommand.Order;
import io.mainspring.firmware.job.JobCommand.Report;
import io.mainspring.firmware.job.JobCommand.TakeFile;
import io.mainspring.firmware.job.JobCommand.Verdict;
import io.mainspring.firmware.job.JobEvent.Answered;
import io.mainspring.firmware.job.JobEvent.Booted;
import io.mainspring.firmware.job.JobEvent.Ended;
import io.mainspring.firmware.job.JobEvent.FileArrived;
import io.mainspring.firmware.job.JobEvent.Observed;
import io.mainspring.firmware.job.JobEvent.Ordered;
import io.mainspring.firmware.job.JobEvent.Reported;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class ChargePointJobsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant DEADLINE = NOON.plus(Duration.ofHours(2));
    private static final UUID OLD = new UUID(0, 1);
    private static final UUID NEW = new UUID(0, 2);

    private final AggregateTestFixture<ChargePointJobs> jobs =
            new AggregateTestFixture<>(ChargePointJobs.class);

    @Test
    void anOrderThatIsWrittenDownTwiceIsOne() {
        jobs.given(plain(OLD, null)).when(new Order(plain(OLD, null))).expectNoEvents();
    }

    @Test
    void aStatusWithoutIdBelongsToTheLatestOrder() {
        jobs.given(plain(OLD, null), ended(OLD, JobResult.SUCCEEDED, "Installed"), plain(NEW, null))
                .when(report(FirmwareStatus.DOWNLOADING))
                .expectEvents(reported(NEW, "Downloading"));
    }

    @Test
    void aStatusWithAnIdBelongsToItsOrderHoweverOld() {
        jobs.given(signed(OLD, 11), ended(OLD, JobResult.TIMED_OUT, "time limit"), signed(NEW, 12))
                .when(report(SignedFirmwareStatus.DOWNLOADED, 11))
                .expectEvents(reported(OLD, "Downloaded"));
    }

    @Test
    void aStatusOfNoOrderIsKeptAsAnObservation() {
        jobs.givenNoPriorActivity()
                .when(report(FirmwareStatus.INSTALLED))
                .expectEvents(new Observed("CP-7", JobLine.FIRMWARE, "Installed", null, NOON));
    }

    @Test
    void aStatusWithAStrangersIdIsNobodys() {
        jobs.given(signed(NEW, 12))
                .when(report(SignedFirmwareStatus.INSTALLED, 99))
                .expectEvents(new Observed("CP-7", JobLine.FIRMWARE, "Installed", 99, NOON));
    }

    /** F-07: that order never reached the charge point, so it speaks of the one before. */
    @Test
    void anOrderThatWasRefusedOrNeverSentGetsNoStatuses() {
        jobs.given(
                        plain(OLD, null),
                        plain(NEW, null),
                        answered(NEW, "Offline"),
                        ended(NEW, JobResult.NOT_SENT, "Offline"))
                .when(report(FirmwareStatus.INSTALLING))
                .expectEvents(reported(OLD, "Installing"));
    }

    @ParameterizedTest
    @EnumSource(FirmwareStatus.class)
    void anyStatusIsTakenAfterTheEndAndNoneChangesASuccess(FirmwareStatus status) {
        jobs.given(plain(OLD, null), ended(OLD, JobResult.SUCCEEDED, "Installed"))
                .when(report(status))
                .expectEvents(reported(OLD, status.wireName()));
    }

    /** F-05. */
    @Test
    void idleSaysNothingAboutTheEnd() {
        jobs.given(plain(OLD, null))
                .when(report(FirmwareStatus.IDLE))
                .expectEvents(reported(OLD, "Idle"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FirmwareStatus.class,
            names = {"DOWNLOAD_FAILED", "INSTALLATION_FAILED"})
    void aReportedFailureEndsTheJob(FirmwareStatus status) {
        jobs.given(plain(OLD, null))
                .when(report(status))
                .expectEvents(
                        reported(OLD, status.wireName()),
                        ended(OLD, JobResult.FAILED, status.wireName()));
    }

    /** Charge points try again by themselves: `retries`. */
    @Test
    void aSuccessAfterAFailureCounts() {
        jobs.given(plain(OLD, null), ended(OLD, JobResult.FAILED, "DownloadFailed"))
                .when(report(FirmwareStatus.INSTALLED))
                .expectEvents(
                        reported(OLD, "Installed"), ended(OLD, JobResult.SUCCEEDED, "Installed"));
    }

    @Test
    void whatTheChargePointReportsReplacesWhatWePresumed() {
        jobs.given(plain(OLD, null), ended(OLD, JobResult.TIMED_OUT, "time limit"))
                .when(report(FirmwareStatus.INSTALLATION_FAILED))
                .expectEvents(
                        reported(OLD, "InstallationFailed"),
                        ended(OLD, JobResult.FAILED, "InstallationFailed"));
    }

    /** */
    @Test
    void anAcceptedOrderSupersedesTheOneUnderWay() {
        jobs.given(plain(OLD, null), plain(NEW, null))
                .when(answer(NEW, "Answered", Verdict.ACCEPTED, "AcceptedCanceled"))
                .expectEvents(
                        new Answered(
                                "CP-7",
                                JobLine.FIRMWARE,
                                NEW,
                                "Answered",
                                "AcceptedCanceled",
                                null,
                                NOON),
                        ended(OLD, JobResult.SUPERSEDED, "by " + NEW));
    }

    @Test
    void aRefusedOrderLeavesTheOneUnderWayAlone() {
        jobs.given(plain(OLD, null), plain(NEW, null))
                .when(answer(NEW, "Error", Verdict.REFUSED, "NotSupported"))
                .expectEvents(
                        new Answered(
                                "CP-7", JobLine.FIRMWARE, NEW, "Error", "NotSupported", null, NOON),
                        ended(NEW, JobResult.REFUSED, "NotSupported"));
    }

    @Test
    void anOrderWithoutAnswerStaysOpen() {
        jobs.given(plain(OLD, null))
                .when(answer(OLD, "TimedOut", Verdict.UNCERTAIN, null))
                .expectEvents(answered(OLD, "TimedOut"));
    }

    @Test
    void anAnswerThatIsToldTwiceCountsOnce() {
        jobs.given(plain(OLD, null), answered(OLD, "Answered"))
                .when(answer(OLD, "Answered", Verdict.ACCEPTED, null))
                .expectNoEvents();
    }

    /** F-03: Installed may come after the boot, or never. */
    @Test
    void aBootWithTheVersionThatWasOrderedEndsTheJob() {
        jobs.given(plain(OLD, "2.0"), reported(OLD, "Installing"))
                .when(new Boot("CP-7", "2.0", NOON))
                .expectEvents(
                        booted(OLD, "2.0"), ended(OLD, JobResult.SUCCEEDED, "BootNotification"));
    }

    @Test
    void aBootWithAnotherVersionIsKeptAndEndsNothing() {
        jobs.given(plain(OLD, "2.0"))
                .when(new Boot("CP-7", "1.0", NOON))
                .expectEvents(booted(OLD, "1.0"));
    }

    @Test
    void aBootAfterInstalledConfirmsItOnce() {
        jobs.given(
                        plain(OLD, "2.0"),
                        ended(OLD, JobResult.SUCCEEDED, "Installed"),
                        booted(OLD, "2.0"))
                .when(new Boot("CP-7", "2.0", NOON))
                .expectNoEvents();
    }

    @Test
    void aBootOfAChargePointWithoutOrdersIsNobodysConcern() {
        jobs.givenNoPriorActivity().when(new Boot("CP-7", "2.0", NOON)).expectNoEvents();
    }

    @Test
    void aFileThatArrivedIsASuccessAndCountsOnce() {
        var arrived = new FileArrived("CP-7", JobLine.LOG, OLD, "f-1", "log.tgz", 7, NOON);
        var ended = new Ended("CP-7", JobLine.LOG, OLD, JobResult.SUCCEEDED, "file arrived", NOON);
        jobs.given(log(OLD))
                .when(takeFile())
                .expectResultMessagePayload(true)
                .expectEvents(arrived, ended);
        jobs.given(log(OLD), arrived)
                .when(takeFile())
                .expectResultMessagePayload(true)
                .expectNoEvents();
        jobs.given(log(NEW)).when(takeFile()).expectResultMessagePayload(false).expectNoEvents();
    }

    /** Else nothing could ever end it: its row would be due for ever. */
    @Test
    void anOpenJobIsNotForgottenHoweverManyFollow() {
        var given = new ArrayList<Object>(List.of(plain(OLD, null)));
        for (int i = 100; i < 117; i++) {
            given.add(plain(new UUID(0, i), null));
            given.add(ended(new UUID(0, i), JobResult.NOT_SENT, "Offline"));
        }
        jobs.given(given)
                .when(new Close("CP-7", JobLine.FIRMWARE, OLD, DEADLINE))
                .expectResultMessagePayload(true)
                .expectEvents(
                        new Ended(
                                "CP-7",
                                JobLine.FIRMWARE,
                                OLD,
                                JobResult.TIMED_OUT,
                                "time limit",
                                DEADLINE));
        jobs.given(given)
                .when(new Close("CP-7", JobLine.FIRMWARE, new UUID(0, 100), DEADLINE))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    /** F-04: it was not taken on, so the upload before it goes on and is told of. */
    @Test
    void anOrderWithNothingToUploadLeavesTheUploadUnderWayAlone() {
        jobs.given(log(OLD), log(NEW))
                .when(
                        new Answer(
                                "CP-7",
                                JobLine.LOG,
                                commandOf(NEW),
                                "Answered",
                                Verdict.NOTHING_TO_UPLOAD,
                                null,
                                null,
                                NOON))
                .expectEvents(
                        new Answered("CP-7", JobLine.LOG, NEW, "Answered", null, null, NOON),
                        new Ended(
                                "CP-7",
                                JobLine.LOG,
                                NEW,
                                JobResult.NOTHING_TO_UPLOAD,
                                "no fileName",
                                NOON));
        jobs.given(
                        log(OLD),
                        log(NEW),
                        new Ended(
                                "CP-7",
                                JobLine.LOG,
                                NEW,
                                JobResult.NOTHING_TO_UPLOAD,
                                "no fileName",
                                NOON))
                .when(
                        new Report(
                                "CP-7",
                                JobLine.LOG,
                                "Uploading",
                                StatusMeaning.PROGRESS,
                                null,
                                NOON))
                .expectEvents(new Reported("CP-7", JobLine.LOG, OLD, "Uploading", NOON));
    }

    @Test
    void anOpenJobIsClosedByItsTimeLimitAndNotBefore() {
        jobs.given(plain(OLD, null))
                .when(new Close("CP-7", JobLine.FIRMWARE, OLD, DEADLINE.minusMillis(1)))
                .expectNoEvents();
        jobs.given(plain(OLD, null))
                .when(new Close("cp-7", JobLine.FIRMWARE, OLD, DEADLINE))
                .expectEvents(
                        new Ended(
                                "cp-7",
                                JobLine.FIRMWARE,
                                OLD,
                                JobResult.TIMED_OUT,
                                "time limit",
                                DEADLINE));
    }

    @Test
    void aJobThatHasEndedIsNotClosedAgain() {
        jobs.given(plain(OLD, null), ended(OLD, JobResult.FAILED, "DownloadFailed"))
                .when(new Close("CP-7", JobLine.FIRMWARE, OLD, DEADLINE))
                .expectNoEvents();
    }

    private static Ordered plain(UUID jobId, @Nullable String version) {
        return ordered(jobId, JobType.UPDATE, null, version);
    }

    private static Ordered signed(UUID jobId, int requestId) {
        return ordered(jobId, JobType.SIGNED_UPDATE, requestId, null);
    }

    private static Ordered log(UUID jobId) {
        return ordered(jobId, JobType.LOG, 5, null);
    }

    private static Ordered ordered(
            UUID jobId, JobType type, @Nullable Integer requestId, @Nullable String version) {
        return new Ordered(
                "CP-7",
                type.line(),
                jobId,
                commandOf(jobId),
                type,
                requestId,
                JsonMapper.shared().createObjectNode(),
                null,
                version,
                null,
                List.of(),
                "tests",
                NOON,
                DEADLINE);
    }

    private static UUID commandOf(UUID jobId) {
        return new UUID(1, jobId.getLeastSignificantBits());
    }

    private static Answered answered(UUID jobId, String commandStatus) {
        return new Answered("CP-7", JobLine.FIRMWARE, jobId, commandStatus, null, null, NOON);
    }

    private static Answer answer(
            UUID jobId, String commandStatus, Verdict verdict, @Nullable String answer) {
        return new Answer(
                "CP-7",
                JobLine.FIRMWARE,
                commandOf(jobId),
                commandStatus,
                verdict,
                answer,
                null,
                NOON);
    }

    private static Reported reported(UUID jobId, String status) {
        return new Reported("CP-7", JobLine.FIRMWARE, jobId, status, NOON);
    }

    private static Booted booted(UUID jobId, String version) {
        return new Booted("CP-7", JobLine.FIRMWARE, jobId, version, NOON);
    }

    private static Ended ended(UUID jobId, JobResult result, String reason) {
        return new Ended("CP-7", JobLine.FIRMWARE, jobId, result, reason, NOON);
    }

    private static Report report(FirmwareStatus status) {
        return new Report(
                "CP-7", JobLine.FIRMWARE, status.wireName(), StatusMeaning.of(status), null, NOON);
    }

    private static Report report(SignedFirmwareStatus status, int requestId) {
        return new Report(
                "CP-7",
                JobLine.FIRMWARE,
                status.wireName(),
                StatusMeaning.of(status),
                requestId,
                NOON);
    }

    private static TakeFile takeFile() {
        return new TakeFile("CP-7", JobLine.LOG, OLD, "f-1", "log.tgz", 7, NOON);
    }
}
