package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.kit.eventsourcing.EventSourcing;
import io.mainspring.testkit.GoldenFiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SiteEventContractTest {

    private static final String ID = "0198b0c0-0000-4000-8000-000000000001";
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final GridLimit LIMIT =
            new GridLimit(
                    GridLimit.Unit.A,
                    BigDecimal.valueOf(63),
                    230,
                    List.of(
                            new LimitPeriod(
                                    LimitPeriod.Recurrency.Daily,
                                    TEN,
                                    3_600,
                                    BigDecimal.valueOf(40))));
    private static final Member MEMBER =
            new Member("CP-7", 2, BigDecimal.valueOf(32), 1, Member.RateUnit.A);

    static final List<SiteEvent> EVENTS =
            List.of(
                    new SiteEvent.Created(
                            ID, "Car park", LIMIT, SiteSettings.DEFAULTS, List.of(MEMBER)),
                    new SiteEvent.Changed(
                            ID,
                            "Depot",
                            new SiteSettings(
                                    BigDecimal.valueOf(8),
                                    BigDecimal.ZERO,
                                    BigDecimal.ONE,
                                    30,
                                    600,
                                    15)),
                    new SiteEvent.LimitChanged(ID, LIMIT),
                    new SiteEvent.MembersChanged(ID, List.of(MEMBER)),
                    new SiteEvent.AllocationChanged(
                            ID,
                            TEN,
                            BigDecimal.valueOf(63),
                            List.of(new SiteEvent.Share("CP-7", 1, 4711, new BigDecimal("31.5")))),
                    new SiteEvent.Deleted(ID));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aStoredEventIsWrittenAndReadAsItsGoldenFileSays(SiteEvent event) {
        var format = EventSourcing.of().events(SiteEvent.class).format();
        var name = format.nameOf(event.getClass()).orElseThrow();
        GoldenFiles.pins("stored/" + name, event, format::write, json -> format.read(name, json));
    }

    @Test
    void everyStoredEventIsPinned() {
        assertThat(EventSourcing.of().events(SiteEvent.class).format().names())
                .containsExactlyInAnyOrder(
                        "site.created",
                        "site.changed",
                        "site.limit-changed",
                        "site.members-changed",
                        "site.allocation-changed",
                        "site.deleted")
                .hasSize(EVENTS.size());
    }
}
