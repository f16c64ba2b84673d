package io.mainspring.transaction.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.Header;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.Rest;
import io.mainspring.transaction.Topics;
import io.mainspring.transaction.TransactionServiceTest;
import io.mainspring.transaction.WireSide;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@TransactionServiceTest
class QuarantineControllerTest {

    private static final String PATH = "/api/v1/transactions/quarantine";

    @Autowired private WireSide wire;
    @Autowired private Topics topics;
    @Autowired private Rest rest;
    @Autowired private GivenIdTags idTags;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private int transaction;

    @BeforeEach
    void givenARunningTransaction() {
        transaction = wire.start(cp, 1, idTags.accepted(), 1_000, now.minusSeconds(60));
    }

    @Test
    void anOperatorAssignsAStopWithItsDataToATransaction() {
        wire.stop(
                cp,
                """
                {"transactionId":2147483646,"meterStop":1500,"timestamp":"%s","reason":"Other",
                 "transactionData":[{"timestamp":"%s","sampledValue":[
                    {"value":"1.5","unit":"kWh","context":"Transaction.End"}]}]}\
                """
                        .formatted(now, now));
        var entry = onlyEntry("UnknownTransaction");

        var assigned = assign(entry, "{\"transactionId\":%d}".formatted(transaction));

        assertThat(assigned.text("/state")).isEqualTo("Assigned");
        assertThat(assigned.text("/settledBy")).isEqualTo("tests");
        var ended = rest.get("/api/v1/transactions/{id}", transaction);
        assertThat(ended.text("/state")).isEqualTo("Stopped");
        assertThat(ended.body().get("energyWh").asLong()).isEqualTo(500);
        assertThat(ended.text("/remarks/0")).isEqualTo("StopAssigned");
        var curve = rest.get("/api/v1/transactions/{id}/meter-values", transaction);
        assertThat(curve.text("/items/0/quantity")).startsWith("1500");
    }

    @Test
    void anAssignedStopCorrectsATransactionThatHasEndedOtherwise() {
        wire.stop(cp, stop(transaction, 1_100));
        wire.stop(cp, stop(transaction, 1_900));
        var entry = onlyEntry("ContradictingStop");

        assign(entry, "{\"transactionId\":%d}".formatted(transaction));

        var corrected = rest.get("/api/v1/transactions/{id}", transaction);
        assertThat(corrected.body().get("energyWh").asLong()).isEqualTo(900);
        assertThat(corrected.text("/correctedBy")).isEqualTo("tests");
        assertThat(corrected.body().get("remarks").toString())
                .isEqualTo("[\"StopContradicted\",\"StopAssigned\"]");
    }

    @Test
    void anEntryIsSettledOnce() {
        wire.stop(cp, stop(2147483646, 1_100));
        var entry = onlyEntry("UnknownTransaction");
        assign(entry, "{\"transactionId\":%d}".formatted(transaction));

        assertThat(assign(entry, "{\"transactionId\":%d}".formatted(transaction)).status())
                .isEqualTo(409);
        assertThat(rest.post(PATH + "/{id}/dismiss", "{}", id(entry)).status()).isEqualTo(409);
    }

    @Test
    void whatIsOfNoUseIsDismissedAndStays() {
        wire.stop(cp, stop(2147483646, 1_100));
        var entry = onlyEntry("UnknownTransaction");

        var dismissed = rest.post(PATH + "/{id}/dismiss", "{\"note\":\"test bench\"}", id(entry));

        assertThat(dismissed.text("/state")).isEqualTo("Dismissed");
        assertThat(dismissed.text("/note")).isEqualTo("test bench");
        assertThat(entries("Open")).isEmpty();
        assertThat(entries("Dismissed")).hasSize(1);
    }

    @Test
    void nothingIsAssignedToATransactionThatDoesNotExist() {
        wire.stop(cp, stop(2147483646, 1_100));
        var entry = onlyEntry("UnknownTransaction");

        assertThat(assign(entry, "{\"transactionId\":2147483645}").status()).isEqualTo(404);
        assertThat(entries("Open")).hasSize(1);
    }

    @Test
    void anUnreadableFrameIsKeptAndAnOperatorSaysWhatItMeans() {
        unreadable("[2,\"m-9\",\"StopTransaction\",{\"meterStop\":1700,\"timestamp\":\"?\"}]");
        var entry = onlyEntry("Unreadable");
        assertThat(entry.at("/errorCode").asString()).isEqualTo("PropertyConstraintViolation");
        assertThat(entry.at("/payload").asString()).startsWith("[2,");

        var unclear = assign(entry, "{\"transactionId\":%d}".formatted(transaction));
        var clear =
                assign(
                        entry,
                        "{\"transactionId\":%d,\"stop\":{\"timestamp\":\"%s\"}}"
                                .formatted(transaction, now));

        assertThat(unclear.status()).isEqualTo(400);
        assertThat(unclear.text("/pointer")).isEqualTo("/timestamp");
        assertThat(clear.status()).isEqualTo(200);
        assertThat(
                        rest.get("/api/v1/transactions/{id}", transaction)
                                .body()
                                .get("meterStopWh")
                                .asInt())
                .isEqualTo(1_700);
    }

    @Test
    void aFrameThatIsNoTextAtAllIsKeptToo() {
        topics.send(
                new ProducerRecord<>(
                        "ocpp.requests.transaction.dlt", cp, new byte[] {0, (byte) 0xC3, 1, 'x'}));

        assertThat(onlyEntry("Unreadable").at("/payload").asString()).contains("x");
    }

    private void unreadable(String frame) {
        var record =
                new ProducerRecord<>("ocpp.requests.transaction.dlt", cp, frame.getBytes(UTF_8));
        Header.OCPP_ACTION.write(record.headers(), "StopTransaction");
        Header.OCPP_ERROR_CODE.write(record.headers(), "PropertyConstraintViolation");
        Header.OCPP_ERROR_DESCRIPTION.write(record.headers(), "no date-time");
        Header.OCCURRED_AT.write(record.headers(), now);
        topics.send(record);
    }

    private static String stop(int transactionId, int meterStop) {
        return """
        {"transactionId":%d,"meterStop":%d,"timestamp":"%s"}\
        """
                .formatted(transactionId, meterStop, Instant.now());
    }

    private JsonNode onlyEntry(String reason) {
        await().untilAsserted(() -> assertThat(entries("Open")).hasSize(1));
        var entry = entries("Open").get(0);
        assertThat(entry.at("/reason").asString()).isEqualTo(reason);
        return entry;
    }

    private JsonNode entries(String state) {
        return rest.get(PATH + "?chargePointId={cp}&state={state}", cp, state).body().get("items");
    }

    private Rest.Answer assign(JsonNode entry, String body) {
        return rest.post(PATH + "/{id}/assign", body, id(entry));
    }

    private static long id(JsonNode entry) {
        return entry.get("quarantineId").asLong();
    }
}
