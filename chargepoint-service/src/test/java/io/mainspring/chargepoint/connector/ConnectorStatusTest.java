package io.mainspring.chargepoint.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.ConnectorStatusChanged;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ChargepointServiceTest
class ConnectorStatusTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;

    private final String id = "CP-" + UUID.randomUUID();
    private Tail events;

    @BeforeEach
    void open() {
        events = new Tail("events.chargepoint");
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void statusesBecomeIntervalsThatFollowEachOther() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        report(1, ChargePointStatus.AVAILABLE, TEN);
        report(1, ChargePointStatus.PREPARING, TEN.plusSeconds(60));
        report(2, ChargePointStatus.AVAILABLE, TEN.plusSeconds(61));
        report(1, ChargePointStatus.CHARGING, TEN.plusSeconds(90));

        await().untilAsserted(() ->
                assertThat(intervals("/1"))
                        .containsExactly(
                                "Charging 10:01:30-null",
                                "Preparing 10:01:00-10:01:30",
                                "Available 10:00:00-10:01:00"));
        assertThat(intervals("/2")).containsExactly("Available 10:01:01-null");
        var now = rest.get("/" + id + "/connectors").body();
        assertThat(now)
                .extracting(c -> c.path("connectorId").asInt() + " " + c.path("status").asString())
                .containsExactly("1 Charging", "2 Available");
    }

    @Test
    void aRepeatedIdenticalStatusExtendsItsInterval() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        report(1, ChargePointStatus.AVAILABLE, TEN);
        report(1, ChargePointStatus.AVAILABLE, TEN.plusSeconds(600));
        gateway.send(
                id,
                new StatusNotification.Request(
                        1,
                        ChargePointErrorCode.GROUND_FAILURE,
                        "leak",
                        ChargePointStatus.FAULTED,
                        TEN.plusSeconds(700),
                        "org.vendor",
                        "E42"));

        await().untilAsserted(() ->
                assertThat(intervals("/1"))
                        .containsExactly("Faulted 10:11:40-null", "Available 10:00:00-10:11:40"));
        var open = rest.get("/" + id + "/connectors/1/status").body().at("/items/0");
        assertThat(open.path("errorCode").asString()).isEqualTo("GroundFailure");
        assertThat(open.path("info").asString()).isEqualTo("leak");
        assertThat(open.path("vendorErrorCode").asString()).isEqualTo("E42");
        assertThat(open.path("vendorId").asString()).isEqualTo("org.vendor");
    }

    @Test
    void changesArePublishedInTheirOrderAndRepetitionsAreNot() {
        report(0, ChargePointStatus.AVAILABLE, null);
        report(1, ChargePointStatus.AVAILABLE, TEN);
        report(1, ChargePointStatus.AVAILABLE, TEN.plusSeconds(1));
        report(1, ChargePointStatus.PREPARING, TEN.plusSeconds(2));

        events.first(
                r -> id.equals(r.key()) && new String(r.value(), UTF_8).contains("\"Preparing\""));
        var published =
                events.all(r -> id.equals(r.key())).stream()
                        .map(r -> ContractJson.read(ConnectorStatusChanged.class, r.value()))
                        .toList();
        assertThat(published)
                .extracting(e -> e.connectorId() + " " + e.sequence() + " " + e.status())
                .containsExactly("0 0 AVAILABLE", "1 0 AVAILABLE", "1 1 PREPARING");
        assertThat(published.getFirst().from()).isEqualTo(published.getFirst().receivedAt());
    }

    @Test
    void aPeriodSelectsTheIntervalsThatTouchIt() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        report(1, ChargePointStatus.AVAILABLE, TEN);
        report(1, ChargePointStatus.PREPARING, TEN.plusSeconds(60));
        report(1, ChargePointStatus.CHARGING, TEN.plusSeconds(120));
        await().until(() -> intervals("/1").size() == 3);

        assertThat(intervals("", "?from=2026-11-22T10:01:10Z&to=2026-11-22T10:01:20Z"))
                .containsExactly("Preparing 10:01:00-10:02:00");
        var first = rest.get("/" + id + "/connectors/status?limit=2").body();
        assertThat(intervals("", "?limit=2&cursor=" + first.path("nextCursor").asString()))
                .containsExactly("Available 10:00:00-10:01:00");
    }

    @Test
    void aWishForAvailabilityIsKeptAndShownAndEndsThoseOfSingleConnectors() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        correlation.ends(
                id,
                call ->
                        Correlation.End.answered(
                                Correlation.payload(call).path("connectorId").asInt() == 0
                                        ? "{\"status\":\"Accepted\"}"
                                        : "{\"status\":\"Scheduled\"}"));

        changeAvailability(2, "Inoperative");
        await().untilAsserted(() ->
                assertThat(wishes()).containsExactly("2 by 2 Inoperative scheduled=true"));
        changeAvailability(0, "Operative");
        report(2, ChargePointStatus.AVAILABLE, TEN);

        await().untilAsserted(() ->
                assertThat(wishes())
                        .containsExactly(
                                "0 by 0 Operative scheduled=false",
                                "2 by 0 Operative scheduled=false"));
    }

    @Test
    void aRefusedWishIsNone() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Rejected\"}"));

        assertThat(changeAvailability(1, "Inoperative").at("/response/status").asString())
                .isEqualTo("Rejected");

        assertThat(wishes()).isEmpty();
    }

    @Test
    void numberOfConnectorsMakesSilentOnesKnown() {
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(id));
        report(1, ChargePointStatus.AVAILABLE, TEN);
        correlation.ends(
                id,
                _ ->
                        Correlation.End.answered(
                                """
                                {"configurationKey":[{"key":"NumberOfConnectors","readonly":true,
                                                      "value":"2"}]}
                                """));

        rest.post("/" + id + "/get-configuration", "{}");

        await().untilAsserted(() ->
                assertThat(rest.get("/" + id + "/connectors").body())
                        .extracting(c -> c.path("connectorId").asInt())
                        .containsExactly(1, 2));
    }

    private JsonNode changeAvailability(int connectorId, String type) {
        return rest.post(
                        "/" + id + "/change-availability",
                        "{\"connectorId\":%d,\"type\":\"%s\"}".formatted(connectorId, type))
                .body();
    }

    private List<String> wishes() {
        return StreamSupport.stream(rest.get("/" + id + "/connectors").body().spliterator(), false)
                .filter(c -> c.path("availability").isObject())
                .map(c ->
                        "%d by %d %s scheduled=%s"
                                .formatted(
                                        c.path("connectorId").asInt(),
                                        c.at("/availability/connectorId").asInt(),
                                        c.at("/availability/type").asString(),
                                        c.at("/availability/scheduled").asBoolean()))
                .toList();
    }

    private void report(int connectorId, ChargePointStatus status, @Nullable Instant timestamp) {
        gateway.send(
                id,
                new StatusNotification.Request(
                        connectorId,
                        ChargePointErrorCode.NO_ERROR,
                        null,
                        status,
                        timestamp,
                        null,
                        null));
    }

    private List<String> intervals(String connector) {
        return intervals(connector, "");
    }

    private List<String> intervals(String connector, String query) {
        var intervals = new ArrayList<String>();
        rest.get("/" + id + "/connectors" + connector + "/status" + query)
                .body()
                .path("items")
                .forEach(i ->
                        intervals.add(
                                i.path("status").asString()
                                        + " "
                                        + time(i.path("from"))
                                        + "-"
                                        + time(i.path("to"))));
        return intervals;
    }

    private static String time(JsonNode time) {
        return time.isNull() ? "null" : time.asString().substring(11, 19);
    }
}
