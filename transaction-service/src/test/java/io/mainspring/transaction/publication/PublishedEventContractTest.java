package io.mainspring.transaction.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.smartcharging.ChargingProfileTerms;
import io.mainspring.contracts.transaction.TransactionCorrected;
import io.mainspring.contracts.transaction.TransactionEndUnknown;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.contracts.transaction.TransactionStopped;
import io.mainspring.testkit.GoldenFiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedEventContractTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");
    private static final UUID COMMAND = UUID.fromString("0198f2a0-0000-7000-8000-000000000007");

    static Stream<Object> events() {
        return Stream.of(
                new TransactionStarted(
                        42,
                        "CP-7",
                        1,
                        "DEADBEEF",
                        "FLEET",
                        "ConcurrentTx",
                        TEN,
                        ELEVEN,
                        1_000,
                        9,
                        COMMAND,
                        List.of("ReportedLate")),
                new TransactionStopped(
                        42,
                        "CP-7",
                        1,
                        "DEADBEEF",
                        TEN,
                        ELEVEN,
                        ELEVEN,
                        1_000,
                        8_400,
                        7_400,
                        "EVDisconnected",
                        "CAFE",
                        COMMAND,
                        List.of()),
                new TransactionEndUnknown(42, "CP-7", 1, "DEADBEEF", TEN, ELEVEN, 43),
                new TransactionCorrected(
                        42,
                        "CP-7",
                        1,
                        "DEADBEEF",
                        TEN,
                        ELEVEN,
                        1_000,
                        9_000,
                        8_000,
                        "Local",
                        "CAFE",
                        "olga",
                        List.of("StopAssigned")));
    }

    @Test
    void aStartTellsTheProfileOfItsRemoteStart() {
        var event =
                new TransactionStarted(
                        42,
                        "CP-7",
                        1,
                        "DEADBEEF",
                        null,
                        "Accepted",
                        TEN,
                        ELEVEN,
                        1_000,
                        null,
                        COMMAND,
                        new ChargingProfileTerms(
                                5,
                                null,
                                1,
                                "TxProfile",
                                "Relative",
                                null,
                                null,
                                ELEVEN,
                                new ChargingProfileTerms.Schedule(
                                        3600,
                                        null,
                                        "A",
                                        List.of(
                                                new ChargingProfileTerms.Period(
                                                        0, new BigDecimal("16.0"), 1)),
                                        new BigDecimal("6.5"))),
                        List.of());

        GoldenFiles.pins(
                "published/transaction.started.v1.with-profile",
                event,
                e -> new String(ContractJson.write(e), UTF_8),
                json -> ContractJson.read(TransactionStarted.class, json.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void publishedEventsKeepTheirForm(Object event) {
        GoldenFiles.pins(
                "published/" + event.getClass().getAnnotation(PublishedAs.class).value(),
                event,
                e -> new String(ContractJson.write(e), UTF_8),
                json -> ContractJson.read(event.getClass(), json.getBytes(UTF_8)));
    }
}
