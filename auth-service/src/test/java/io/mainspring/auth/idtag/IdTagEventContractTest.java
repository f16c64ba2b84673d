package io.mainspring.auth.idtag;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.kit.eventsourcing.StoredEventFormat;
import io.mainspring.testkit.GoldenFiles;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class IdTagEventContractTest {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    static final List<IdTagEvent> EVENTS =
            List.of(
                    new IdTagEvent.Registered("DeadBeef", Standing.ACCEPTED, NEW_YEAR, "FLEET"),
                    new IdTagEvent.Changed("DeadBeef", Standing.BLOCKED, null, null),
                    new IdTagEvent.Deleted("DeadBeef"));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aStoredEventIsWrittenAndReadAsItsGoldenFileSays(IdTagEvent event) {
        var format = format();
        var name = format.nameOf(event.getClass()).orElseThrow();
        GoldenFiles.pins("stored/" + name, event, format::write, json -> format.read(name, json));
    }

    @Test
    void everyStoredEventHasItsLogicalNameAndIsPinned() {
        assertThat(format().names())
                .containsExactly("id-tag.changed", "id-tag.deleted", "id-tag.registered")
                .hasSize(EVENTS.size());
    }

    private static StoredEventFormat format() {
        var declared = EventSourcing.of();
        new StoredIdTags().declare(declared);
        return declared.format();
    }
}
