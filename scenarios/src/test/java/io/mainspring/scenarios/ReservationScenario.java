package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.CancelReservation;
import io.mainspring.ocpp.v16.action.ChangeAvailability;
import io.mainspring.ocpp.v16.action.ReserveNow;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.AvailabilityStatus;
import io.mainspring.ocpp.v16.type.CancelReservationStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.ReservationStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnThePlatform
@DisplayName("Reservations")
class ReservationScenario {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final TestBed bed;

    ReservationScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_046_CSMS Reserve a connector, used")
    void tc_046_used() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var reservationId = reserved(chargePoint, 1, idTag, null, AN_HOUR);
            chargePoint.status(1, ChargePointStatus.RESERVED);

            chargePoint.authorized(idTag);
            chargePoint.status(1, ChargePointStatus.PREPARING);
            var start = start(chargePoint, 1, idTag, reservationId);
            assertThat(start.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
            chargePoint.status(1, ChargePointStatus.CHARGING);

            var used = becomes(reservationId, "Used");
            assertThat(used.path("transactionId").asInt()).isEqualTo(start.transactionId());
        }
    }

    @Test
    @DisplayName("TC_047_CSMS Reserve a connector, expires")
    void tc_047_expires() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var reservationId = reserved(chargePoint, 1, idTag, null, Duration.ofSeconds(4));
            chargePoint.status(1, ChargePointStatus.RESERVED);

            var expired = becomes(reservationId, "Expired");
            assertThat(expired.path("endedAt").asString())
                    .isEqualTo(expired.path("expiryDate").asString());
            chargePoint.status(1, ChargePointStatus.AVAILABLE);
        }
    }

    @Test
    @DisplayName("TC_048_1_CSMS Reserve a connector, faulted")
    void tc_048_1_faulted() {
        try (var chargePoint = bed.chargePoint().booted()) {
            refused(chargePoint, 1, ReservationStatus.FAULTED);
        }
    }

    @Test
    @DisplayName("TC_048_2_CSMS Reserve a connector, occupied")
    void tc_048_2_occupied() {
        try (var chargePoint = bed.chargePoint().booted()) {
            chargePoint.status(1, ChargePointStatus.PREPARING);
            refused(chargePoint, 1, ReservationStatus.OCCUPIED);
        }
    }

    @Test
    @DisplayName("TC_048_3_CSMS Reserve a connector, unavailable")
    void tc_048_3_unavailable() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "change-availability",
                                    "{\"connectorId\":1,\"type\":\"Inoperative\"}");
            var asked = chargePoint.expect(ChangeAvailability.Request.class);
            assertThat(asked.request())
                    .isEqualTo(new ChangeAvailability.Request(1, Availability.INOPERATIVE));
            asked.answer(new ChangeAvailability.Response(AvailabilityStatus.ACCEPTED));
            asking.isAnswered("Accepted");
            chargePoint.status(1, ChargePointStatus.UNAVAILABLE);

            refused(chargePoint, 1, ReservationStatus.UNAVAILABLE);
        }
    }

    @Test
    @DisplayName("TC_048_4_CSMS Reserve a connector, rejected")
    void tc_048_4_rejected() {
        try (var chargePoint = bed.chargePoint().booted()) {
            refused(chargePoint, 1, ReservationStatus.REJECTED);
        }
    }

    @Test
    @DisplayName("TC_049_CSMS Reserve the station (connector 0)")
    void tc_049_connector_zero() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var reservationId = reserved(chargePoint, 0, idTag, null, AN_HOUR);
            chargePoint.status(2, ChargePointStatus.RESERVED);

            assertThat(becomes(reservationId, "Accepted").path("connectorId").asInt(-1)).isZero();
        }
    }

    @Test
    @DisplayName("TC_051_CSMS Cancel a reservation")
    void tc_051_cancel() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var reservationId = reserved(chargePoint, 1, idTag, null, AN_HOUR);
            chargePoint.status(1, ChargePointStatus.RESERVED);

            cancel(chargePoint, reservationId, CancelReservationStatus.ACCEPTED);
            chargePoint.status(1, ChargePointStatus.AVAILABLE);

            becomes(reservationId, "Cancelled");
        }
    }

    @Test
    @DisplayName("TC_052_CSMS Cancel rejected")
    void tc_052_cancel_rejected() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var reservationId = reserved(chargePoint, 1, idTag, null, AN_HOUR);
            chargePoint.status(1, ChargePointStatus.RESERVED);

            cancel(chargePoint, reservationId, CancelReservationStatus.REJECTED);

            assertThat(becomes(reservationId, "Ended").path("reason").asString())
                    .isEqualTo("NotHeld");
        }
    }

    @Test
    @DisplayName("TC_053_CSMS Reserved connector used through the parentIdTag")
    void tc_053_parent_id_tag() {
        var group = bed.unknownIdTag();
        var terms = "{\"status\":\"Accepted\",\"parentIdTag\":\"" + group.value() + "\"}";
        var reservedFor = bed.idTag(terms);
        var other = bed.idTag(terms);
        try (var chargePoint = bed.chargePoint().booted()) {
            var reservationId = reserved(chargePoint, 1, reservedFor, group, AN_HOUR);
            chargePoint.status(1, ChargePointStatus.RESERVED);

            var verdict = chargePoint.send(new Authorize.Request(other)).idTagInfo();
            assertThat(verdict.status()).isEqualTo(AuthorizationStatus.ACCEPTED);
            assertThat(verdict.parentIdTag()).isEqualTo(group);
            chargePoint.status(1, ChargePointStatus.PREPARING);
            var start = start(chargePoint, 1, other, reservationId);
            assertThat(start.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
            chargePoint.status(1, ChargePointStatus.CHARGING);

            assertThat(becomes(reservationId, "Used").path("usedBy").asString())
                    .isEqualTo(other.value());
        }
    }

    @Test
    @DisplayName("A start without the reservationId uses the reservation of its driver")
    void a_start_without_the_id_uses_it() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var reservationId = reserved(chargePoint, 1, idTag, null, AN_HOUR);
            chargePoint.charging(idTag);
            assertThat(becomes(reservationId, "Used").path("matchedBy").asString())
                    .isEqualTo("IdTag");
        }
    }

    @Test
    @DisplayName("A connector that fails ends its reservation")
    void a_failed_connector_ends_its_reservation() {
        var idTag = bed.idTag();
        try (var chargePoint = bed.chargePoint().booted()) {
            var reservationId = reserved(chargePoint, 1, idTag, null, AN_HOUR);
            chargePoint.status(1, ChargePointStatus.RESERVED);
            chargePoint.status(1, ChargePointStatus.UNAVAILABLE);
            assertThat(becomes(reservationId, "Ended").path("reason").asString())
                    .isEqualTo("Unavailable");
        }
    }

    /** An accepted reservation; the frame must say what was asked for. */
    private int reserved(
            TestChargePoint chargePoint,
            int connectorId,
            IdToken idTag,
            @Nullable IdToken parent,
            Duration time) {
        var reservationId =
                reserve(chargePoint, connectorId, idTag, parent, time, ReservationStatus.ACCEPTED);
        becomes(reservationId, "Accepted");
        return reservationId;
    }

    private void refused(TestChargePoint chargePoint, int connectorId, ReservationStatus answer) {
        var reservationId = reserve(chargePoint, connectorId, bed.idTag(), null, AN_HOUR, answer);
        assertThat(becomes(reservationId, "Refused").path("reason").asString())
                .isEqualTo(answer.wireName());
    }

    private int reserve(
            TestChargePoint chargePoint,
            int connectorId,
            IdToken idTag,
            @Nullable IdToken parent,
            Duration time,
            ReservationStatus answer) {
        var expiryDate = Instant.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
        var asking =
                bed.operator()
                        .reserve(
                                chargePoint.identity(),
                                """
                                "connectorId":%d,"idTag":"%s","expiryDate":"%s"%s\
                                """
                                        .formatted(
                                                connectorId,
                                                idTag.value(),
                                                expiryDate,
                                                parent == null
                                                        ? ""
                                                        : ",\"parentIdTag\":\""
                                                                + parent.value()
                                                                + "\""));
        var asked = chargePoint.expect(ReserveNow.Request.class);
        var request = asked.request();
        assertThat(request)
                .isEqualTo(
                        new ReserveNow.Request(
                                connectorId, expiryDate, idTag, parent, request.reservationId()));
        assertThat(request.reservationId()).isPositive();
        asked.answer(new ReserveNow.Response(answer));
        asking.isAnswered(answer.wireName());
        return request.reservationId();
    }

    private void cancel(
            TestChargePoint chargePoint, int reservationId, CancelReservationStatus answer) {
        var asking = bed.operator().cancelReservation(chargePoint.identity(), reservationId);
        var asked = chargePoint.expect(CancelReservation.Request.class);
        assertThat(asked.request().reservationId()).isEqualTo(reservationId);
        asked.answer(new CancelReservation.Response(answer));
        asking.isAnswered(answer.wireName());
    }

    private static StartTransaction.Response start(
            TestChargePoint chargePoint, int connectorId, IdToken idTag, int reservationId) {
        return chargePoint.send(
                new StartTransaction.Request(
                        connectorId, idTag, 0, reservationId, TestChargePoint.now()));
    }

    /** The reservation over REST, once it is in this state. */
    private JsonNode becomes(int reservationId, String state) {
        return await("reservation %d %s".formatted(reservationId, state))
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> bed.operator().get("/api/v1/reservations/" + reservationId).body(),
                        body -> state.equals(body.path("state").asString("")));
    }
}
