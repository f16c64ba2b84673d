package io.mainspring.firmware.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.firmware.campaign.CampaignEvent;
import io.mainspring.firmware.campaign.CampaignEvent.Attempt;
import io.mainspring.firmware.campaign.CampaignPlan;
import io.mainspring.firmware.campaign.TargetState;
import io.mainspring.firmware.job.JobEvent;
import io.mainspring.firmware.job.JobLine;
import io.mainspring.firmware.job.JobResult;
import io.mainspring.firmware.job.JobType;
import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.kit.eventsourcing.StoredEventFormat;
import io.mainspring.testkit.GoldenFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class StoredEventContractTest {

    private static final StoredEventFormat FORMAT =
            EventSourcing.of().events(JobEvent.class).events(CampaignEvent.class).format();
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final UUID JOB = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    private static final UUID COMMAND = UUID.fromString("0197a000-0000-7000-8000-000000000002");
    private static final UUID CAMPAIGN = UUID.fromString("0197a000-0000-7000-8000-000000000003");
    private static final JobLine LINE = JobLine.FIRMWARE;

    static final List<Record> EVENTS =
            List.of(
                    new JobEvent.Ordered(
                            "CP-7",
                            LINE,
                            JOB,
                            COMMAND,
                            JobType.SIGNED_UPDATE,
                            11,
                            JsonMapper.shared().readTree("{\"requestId\":11}"),
                            "image-1",
                            "2.0",
                            CAMPAIGN,
                            List.of("signature: is not Base64"),
                            "operator",
                            NOON,
                            NOON.plusSeconds(7200)),
                    new JobEvent.Answered("CP-7", LINE, JOB, "Answered", "Accepted", "a.log", NOON),
                    new JobEvent.Reported("CP-7", LINE, JOB, "Downloading", NOON),
                    new JobEvent.Observed("CP-7", LINE, "Installed", 9, NOON),
                    new JobEvent.Booted("CP-7", LINE, JOB, "2.0", NOON),
                    new JobEvent.FileArrived("CP-7", JobLine.LOG, JOB, "file-1", "a.log", 12, NOON),
                    new JobEvent.Ended("CP-7", LINE, JOB, JobResult.SUCCEEDED, "Installed", NOON),
                    new CampaignEvent.Planned(
                            CAMPAIGN,
                            new CampaignPlan(
                                    "Spring",
                                    "2.0",
                                    "image-1",
                                    null,
                                    false,
                                    true,
                                    10,
                                    Duration.ofMinutes(10),
                                    3,
                                    0.1,
                                    Duration.ofDays(1),
                                    2,
                                    60),
                            List.of("CP-7"),
                            List.of("CP-8"),
                            "operator",
                            NOON),
                    new CampaignEvent.WaveStarted(
                            CAMPAIGN, 1, List.of(new Attempt("CP-7", JOB, false)), NOON),
                    new CampaignEvent.SignedInstead(CAMPAIGN, new Attempt("CP-7", JOB, true), NOON),
                    new CampaignEvent.AttemptWithdrawn(CAMPAIGN, "CP-7", TargetState.WAITING, NOON),
                    new CampaignEvent.TargetEnded(
                            CAMPAIGN, "CP-7", TargetState.FAILED, "TimedOut: time limit", NOON),
                    new CampaignEvent.WaveEnded(CAMPAIGN, 1, NOON.plusSeconds(600), NOON),
                    new CampaignEvent.Stopped(CAMPAIGN, 3, NOON),
                    new CampaignEvent.Paused(CAMPAIGN, "operator", NOON),
                    new CampaignEvent.Resumed(CAMPAIGN, "operator", NOON),
                    new CampaignEvent.Retried(CAMPAIGN, List.of("CP-7"), "operator", NOON),
                    new CampaignEvent.Cancelled(CAMPAIGN, "operator", NOON),
                    new CampaignEvent.Finished(CAMPAIGN, NOON));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aStoredEventIsWrittenAndReadAsItsGoldenFileSays(Record event) {
        var name = FORMAT.nameOf(event.getClass()).orElseThrow();
        GoldenFiles.pins("stored/" + name, event, FORMAT::write, json -> FORMAT.read(name, json));
    }

    @Test
    void everyStoredEventIsPinned() {
        assertThat(EVENTS)
                .extracting(event -> FORMAT.nameOf(event.getClass()).orElseThrow())
                .containsExactlyInAnyOrderElementsOf(FORMAT.names());
    }
}
