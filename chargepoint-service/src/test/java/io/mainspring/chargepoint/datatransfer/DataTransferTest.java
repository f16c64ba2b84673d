package io.mainspring.chargepoint.datatransfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.ocpp.v16.action.DataTransfer;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ChargepointServiceTest
class DataTransferTest {

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private JdbcClient sql;

    private final String id = "CP-" + UUID.randomUUID();
    private final String vendor = "org.example.V" + UUID.randomUUID();

    @Test
    void anUnknownVendorIsToldSoWithoutAnyMoreWords() {
        assertThat(transfer(vendor, null, "x")).hasToString("{\"status\":\"UnknownVendorId\"}");
        assertThat(kept()).isZero();
    }

    @Test
    void aKnownVendorsUnknownKindOfMessageIsToldSo() {
        rest.put("/data-transfer-vendors/" + vendor, "{\"messageIds\":[\"Tariff\"]}");

        assertThat(transfer(vendor, "Weather", "x"))
                .hasToString("{\"status\":\"UnknownMessageId\"}");
        assertThat(transfer(vendor.toUpperCase(java.util.Locale.ROOT), "tariff", "x"))
                .hasToString("{\"status\":\"Accepted\"}");
        assertThat(transfer(vendor, null, "x")).hasToString("{\"status\":\"Accepted\"}");
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void aVendorDeclaredWithoutMessageIdsIsAcceptedWhateverItSends() {
        rest.put("/data-transfer-vendors/" + vendor, "{}");

        assertThat(transfer(vendor, "Anything", null)).hasToString("{\"status\":\"Accepted\"}");
    }

    @Test
    void whatIsAcceptedIsPublished() {
        rest.put("/data-transfer-vendors/" + vendor, "{}");
        try (var events = new Tail("events.chargepoint")) {
            transfer(vendor, "Tariff", "0.42");

            var event =
                    JsonMapper.shared()
                            .readTree(
                                    new String(
                                            events.first(r -> id.equals(r.key())).value(), UTF_8));
            assertThat(event.path("vendorId").asString()).isEqualTo(vendor);
            assertThat(event.path("messageId").asString()).isEqualTo("Tariff");
            assertThat(event.path("data").asString()).isEqualTo("0.42");
        }
    }

    @Test
    void aRedeliveredTransferIsAnsweredAgainAndKeptOnce() {
        rest.put("/data-transfer-vendors/" + vendor, "{}");
        var request = gateway.send(id, new DataTransfer.Request(vendor, "Tariff", "0.42"));
        gateway.answer(request);

        gateway.send(request);
        transfer(vendor, "Tariff", "0.43"); // so the repetition was handled

        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void aWithdrawnVendorIsUnknown() {
        rest.put("/data-transfer-vendors/" + vendor, "{}");
        assertThat(rest.get("/data-transfer-vendors/" + vendor).status()).isEqualTo(200);

        assertThat(rest.delete("/data-transfer-vendors/" + vendor).status()).isEqualTo(204);

        assertThat(rest.delete("/data-transfer-vendors/" + vendor).status()).isEqualTo(404);
        assertThat(transfer(vendor, null, "x")).hasToString("{\"status\":\"UnknownVendorId\"}");
    }

    @Test
    void anExtensionAnswersForItsVendorAndItsFailureIsNoCallError() {
        assertThat(transfer("ORG.example.echo", "x", "hello"))
                .hasToString("{\"status\":\"Accepted\",\"data\":\"hello\"}");
        assertThat(transfer("org.example.Echo", "x", "boom"))
                .hasToString("{\"status\":\"Rejected\"}");
        assertThat(kept()).isEqualTo(1);
    }

    private JsonNode transfer(String vendorId, @Nullable String messageId, @Nullable String data) {
        return gateway.answer(
                gateway.send(id, new DataTransfer.Request(vendorId, messageId, data)));
    }

    private long kept() {
        return sql.sql("select count(*) from data_transfer where charge_point_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }
}
