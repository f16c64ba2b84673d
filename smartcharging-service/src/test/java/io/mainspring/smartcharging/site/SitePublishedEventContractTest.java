package io.mainspring.smartcharging.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.smartcharging.SiteAllocationChanged;
import io.mainspring.contracts.smartcharging.SiteDeleted;
import io.mainspring.contracts.smartcharging.SiteLimitChanged;
import io.mainspring.contracts.smartcharging.SiteMembersChanged;
import io.mainspring.testkit.GoldenFiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SitePublishedEventContractTest {

    private static final String ID = "0198b0c0-0000-4000-8000-000000000001";
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    static final List<Record> EVENTS =
            List.of(
                    new SiteLimitChanged(
                            ID,
                            "A",
                            BigDecimal.valueOf(63),
                            230,
                            List.of(
                                    new SiteLimitChanged.Period(
                                            "Daily", TEN, 3_600, BigDecimal.valueOf(40)))),
                    new SiteAllocationChanged(
                            ID,
                            TEN,
                            BigDecimal.valueOf(63),
                            List.of(
                                    new SiteAllocationChanged.Share(
                                            "CP-7", 1, 4711, new BigDecimal("31.5")))),
                    new SiteMembersChanged(
                            ID,
                            List.of(
                                    new SiteMembersChanged.Member(
                                            "CP-7", 2, BigDecimal.valueOf(32), 1))),
                    new SiteDeleted(ID));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aPublishedEventIsWrittenAndReadAsItsGoldenFileSays(Record event) {
        var type = requireNonNull(event.getClass().getAnnotation(PublishedAs.class)).value();
        GoldenFiles.pins(
                "published/" + type,
                event,
                e -> new String(ContractJson.write(e), UTF_8),
                json -> ContractJson.read(event.getClass(), json.getBytes(UTF_8)));
    }
}
