package io.mainspring.auth.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mainspring.auth.locallist.LocalListEvent;
import io.mainspring.auth.locallist.Refusal;
import io.mainspring.auth.locallist.Source;
import io.mainspring.auth.locallist.SynchronizationResult;
import io.mainspring.auth.locallist.content.Change;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.auth.LocalListChanged;
import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.kit.eventsourcing.StoredEventFormat;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import io.mainspring.testkit.GoldenFiles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class LocalListContractTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final UUID COMMAND = UUID.fromString("019879f2-0000-7000-8000-000000000001");
    private static final UUID RUN = UUID.fromString("019879f2-0000-7000-8000-000000000002");
    private static final UUID ROLLOUT = UUID.fromString("019879f2-0000-7000-8000-000000000003");

    private static final LocalListEvent LOST =
            new LocalListEvent.VersionReported("CP-7", COMMAND, 7, 3, NOON);

    static final List<LocalListEvent> EVENTS =
            List.of(
                    new LocalListEvent.SelectionChanged(
                            "CP-7",
                            Source.ID_TAGS,
                            List.of("A"),
                            List.of("B"),
                            true,
                            "operator",
                            NOON),
                    new LocalListEvent.Dropped("CP-7", "operator", NOON),
                    new LocalListEvent.Retired("CP-7", NOON),
                    new LocalListEvent.VersionAsked("CP-7", COMMAND, RUN, NEW_YEAR, NOON),
                    new LocalListEvent.VersionReported("CP-7", COMMAND, -1, null, NOON),
                    new LocalListEvent.VersionUnanswered(
                            "CP-7", COMMAND, CommandStatus.TIMED_OUT, NOON),
                    new LocalListEvent.UpdateRequested(
                            "CP-7",
                            COMMAND,
                            3,
                            UpdateType.DIFFERENTIAL,
                            List.of(
                                    Change.removal("B"),
                                    new Change(
                                            "A", AuthorizationStatus.ACCEPTED, NEW_YEAR, "FLEET")),
                            true,
                            RUN,
                            "operator",
                            NEW_YEAR,
                            NOON),
                    new LocalListEvent.UpdateAccepted(
                            "CP-7", COMMAND, 3, UpdateType.DIFFERENTIAL, 3, RUN, NOON),
                    new LocalListEvent.UpdateRefused(
                            "CP-7",
                            COMMAND,
                            3,
                            UpdateType.DIFFERENTIAL,
                            2,
                            true,
                            Refusal.VERSION_MISMATCH,
                            null,
                            NOON),
                    new LocalListEvent.UpdateUnanswered(
                            "CP-7",
                            COMMAND,
                            3,
                            UpdateType.DIFFERENTIAL,
                            CommandStatus.CONNECTION_LOST,
                            NOON),
                    new LocalListEvent.SynchronizationStarted(
                            "CP-7", RUN, ROLLOUT, "operator", NEW_YEAR, NOON),
                    new LocalListEvent.SynchronizationEnded(
                            "CP-7", RUN, SynchronizationResult.FAILED, "Full: Failed", null, NOON));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aStoredEventIsWrittenAndReadAsItsGoldenFileSays(LocalListEvent event) {
        var format = format();
        var name = format.nameOf(event.getClass()).orElseThrow();
        GoldenFiles.pins("stored/" + name, event, format::write, json -> format.read(name, json));
    }

    @Test
    void everyStoredEventIsPinned() {
        assertThat(EVENTS).extracting(Object::getClass).doesNotHaveDuplicates();
        assertThat(format().names()).hasSize(EVENTS.size());
    }

    /** One of each type. */
    static Stream<Object> published() {
        return EVENTS.stream()
                .filter(e ->
                        e instanceof LocalListEvent.SynchronizationEnded
                                || e instanceof LocalListEvent.Dropped)
                .flatMap(e -> PublishedLocalLists.of(e).stream());
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

    /** Written since lists are asked before they are believed. */
    @Test
    void aReportThatEndsABeliefIsWrittenAndReadAsItsGoldenFileSays() {
        var format = format();
        GoldenFiles.pins(
                "stored/local-list.version-reported.otherwise",
                LOST,
                format::write,
                json -> format.read("local-list.version-reported", json));
    }

    static final List<Arguments> TOLD =
            List.of(
                    arguments(ended(SynchronizationResult.IN_SYNC), "InSync 3"),
                    arguments(ended(SynchronizationResult.NOT_SUPPORTED), "NotSupported 3"),
                    arguments(ended(SynchronizationResult.FAILED), "Failed 3"),
                    arguments(ended(SynchronizationResult.UNREACHABLE), "Failed 3"),
                    arguments(ended(SynchronizationResult.TOO_LONG), "Failed 3"),
                    arguments(ended(SynchronizationResult.CANCELLED), ""),
                    arguments(refused(Refusal.FAILED), "Failed null"),
                    arguments(refused(Refusal.VERSION_MISMATCH), "Failed null"),
                    arguments(refused(Refusal.NOT_SUPPORTED), "NotSupported null"),
                    arguments(reported(-1, null), "NotSupported null"),
                    arguments(reported(3, null), ""),
                    arguments(LOST, "Failed null"),
                    arguments(reported(0, 3), "Failed 0"),
                    arguments(unanswered(CommandStatus.TIMED_OUT), "Failed null"),
                    arguments(unanswered(CommandStatus.CONNECTION_LOST), "Failed null"),
                    arguments(unanswered(CommandStatus.EXPIRED), ""),
                    arguments(unanswered(CommandStatus.OFFLINE), ""),
                    arguments(new LocalListEvent.Retired("CP-7", NOON), "deleted"),
                    arguments(new LocalListEvent.Dropped("CP-7", "operator", NOON), "deleted"));

    @ParameterizedTest
    @FieldSource("TOLD")
    void theWorldLearnsWhereAListHasComeTo(LocalListEvent event, String told) {
        var published =
                PublishedLocalLists.of(event).stream()
                        .map(e ->
                                e instanceof LocalListChanged changed
                                        ? word(changed.state()) + " " + changed.listVersion()
                                        : "deleted")
                        .toList();

        assertThat(String.join(",", published)).isEqualTo(told);
    }

    private static String word(io.mainspring.contracts.auth.LocalListState state) {
        return switch (state) {
            case ACCEPTED -> "Accepted";
            case IN_SYNC -> "InSync";
            case FAILED -> "Failed";
            case NOT_SUPPORTED -> "NotSupported";
            case UNKNOWN -> "Unknown";
        };
    }

    private static LocalListEvent ended(SynchronizationResult result) {
        return new LocalListEvent.SynchronizationEnded("CP-7", RUN, result, null, 3, NOON);
    }

    private static LocalListEvent refused(Refusal refusal) {
        return new LocalListEvent.UpdateRefused(
                "CP-7", COMMAND, 3, UpdateType.FULL, 2, true, refusal, null, NOON);
    }

    private static LocalListEvent reported(int version, @Nullable Integer lost) {
        return new LocalListEvent.VersionReported("CP-7", COMMAND, version, lost, NOON);
    }

    private static LocalListEvent unanswered(CommandStatus end) {
        return new LocalListEvent.UpdateUnanswered("CP-7", COMMAND, 3, UpdateType.FULL, end, NOON);
    }

    @Test
    void theKeyIsTheAggregatesAndHasCapitalsThatNoIdTagsKeyHas() {
        var stored = new StoredEvent(COMMAND, "LocalList/cp-7", 0, NOON, EVENTS.get(7));

        var published = new AuthEventPublication().publish(stored);

        assertThat(published)
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo("LocalList/cp-7");
                    assertThat(record.event())
                            .isEqualTo(
                                    new LocalListChanged(
                                            "CP-7",
                                            io.mainspring.contracts.auth.LocalListState.ACCEPTED,
                                            3,
                                            null,
                                            NOON));
                });
    }

    private static StoredEventFormat format() {
        return EventSourcing.of().events(LocalListEvent.class).format();
    }
}
