package io.mainspring.firmware.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.firmware.JobEnd;
import io.mainspring.contracts.firmware.LogEnded;
import io.mainspring.firmware.job.JobEvent;
import io.mainspring.firmware.job.JobLine;
import io.mainspring.firmware.job.JobResult;
import io.mainspring.firmware.job.JobType;
import io.mainspring.kit.eventsourcing.Publication.Published;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.testkit.GoldenFiles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class FirmwarePublicationTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final UUID JOB = UUID.fromString("0197a000-0000-7000-8000-000000000001");

    private final FirmwarePublication publication = new FirmwarePublication();

    /** Everything that the stored events of the contract, and those of the other lines, become. */
    static Stream<Object> published() {
        var publication = new FirmwarePublication();
        return Stream.concat(StoredEventContractTest.EVENTS.stream(), ofOtherLines())
                .flatMap(event -> publication.publish(stored(event)).stream())
                .map(Published::event)
                .collect(
                        java.util.stream.Collectors.toMap(
                                Object::getClass,
                                event -> event,
                                (one, _) -> one,
                                java.util.LinkedHashMap::new))
                .values()
                .stream();
    }

    private static Stream<Record> ofOtherLines() {
        return Stream.of(JobLine.DIAGNOSTICS, JobLine.LOG)
                .flatMap(line ->
                        Stream.of(
                                ordered(line),
                                new JobEvent.Reported("CP-7", line, JOB, "Uploading", NOON),
                                new JobEvent.FileArrived(
                                        "CP-7", line, JOB, "file-1", "a.log", 12, NOON),
                                new JobEvent.Ended(
                                        "CP-7",
                                        line,
                                        JOB,
                                        JobResult.TIMED_OUT,
                                        "time limit",
                                        NOON)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedEventIsWrittenAndReadAsItsGoldenFileSays(Object event) {
        var type = requireNonNull(event.getClass().getAnnotation(PublishedAs.class)).value();
        GoldenFiles.pins(
                "published/" + type,
                event,
                e -> new String(ContractJson.write(e), UTF_8),
                json -> ContractJson.read(event.getClass(), json.getBytes(UTF_8)));
    }

    @Test
    void everyKindOfPublishedEventIsPinned() {
        assertThat(published()).hasSize(16);
    }

    @ParameterizedTest
    @EnumSource(JobResult.class)
    void everyResultIsPublishedUnderItsOwnName(JobResult result) {
        var ended = new JobEvent.Ended("CP-7", JobLine.LOG, JOB, result, "reason", NOON);
        var published = (LogEnded) publication.publish(stored(ended)).getFirst().event();
        assertThat(published.end()).isNotEqualTo(JobEnd.UNKNOWN);
        assertThat(published.end().name()).isEqualTo(result.name());
    }

    @Test
    void aJobsEventsAreOrderedByChargePoint() {
        var published = publication.publish(stored(ordered(JobLine.LOG)));
        assertThat(published).extracting(Published::key).containsExactly("CP-7");
    }

    private static JobEvent.Ordered ordered(JobLine line) {
        return new JobEvent.Ordered(
                "CP-7",
                line,
                JOB,
                JOB,
                line == JobLine.LOG ? JobType.LOG : JobType.DIAGNOSTICS,
                line == JobLine.LOG ? 12 : null,
                JsonMapper.shared().createObjectNode(),
                null,
                null,
                null,
                List.of(),
                "operator",
                NOON,
                NOON.plusSeconds(7200));
    }

    private static StoredEvent stored(Object payload) {
        return new StoredEvent(new UUID(0, 1), "aggregate", 0, NOON, payload);
    }
}
