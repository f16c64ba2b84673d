package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingProfileStatus;
import io.mainspring.ocpp.v16.type.ClearChargingProfileStatus;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnThePlatform
@DisplayName("A site under a grid limit, as its charge points see it")
class SiteScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestBed bed;

    SiteScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName(
            "Default first, one share per transaction, lowered before raised, kept for the lost")
    void a_site_of_two_shares_what_its_idle_connectors_leave() {
        var first = bed.chargePoint().booted();
        try (var second = bed.chargePoint().booted()) {
            var site = site(first, second);
            var ofFirst = takes(first, ChargingProfilePurpose.TX_DEFAULT_PROFILE, "6");
            assertThat(ofFirst.connectorId()).isZero();
            takes(second, ChargingProfilePurpose.TX_DEFAULT_PROFILE, "6");

            var firstTransaction = first.charging(bed.idTag());
            var alone = takes(first, ChargingProfilePurpose.TX_PROFILE, "26");
            assertThat(alone.csChargingProfiles().transactionId()).isEqualTo(firstTransaction);
            assertThat(alone.csChargingProfiles().chargingSchedule().chargingSchedulePeriod())
                    .last()
                    .satisfies(rest -> assertThat(rest.limit()).isEqualByComparingTo("6"));

            var secondTransaction = second.charging(bed.idTag());
            var lowering = first.expect(SetChargingProfile.Request.class);
            assertThat(limit(lowering.request())).isEqualByComparingTo("16");
            await().during(Duration.ofSeconds(4))
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(second.wire().unexpected())
                                    .as("not raised before the other has accepted less")
                                    .isEmpty());
            lowering.answer(new SetChargingProfile.Response(ChargingProfileStatus.ACCEPTED));
            takes(second, ChargingProfilePurpose.TX_PROFILE, "16");

            first.close();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(
                                            allocation(site)
                                                    .path("chargePoints")
                                                    .path(0)
                                                    .path("online")
                                                    .asBoolean(true))
                                    .isFalse());
            assertThat(allocation(site).path("allowed").asDouble()).isEqualTo(32);

            second.stop(secondTransaction, 100, null, null);
            second.charging(bed.idTag());
            takes(second, ChargingProfilePurpose.TX_PROFILE, "16");

            bed.operator().delete("/api/v1/sites/" + site).expect(204);
            for (var profile = 0; profile < 2; profile++) {
                second.expect(ClearChargingProfile.Request.class)
                        .answer(
                                new ClearChargingProfile.Response(
                                        ClearChargingProfileStatus.ACCEPTED));
            }
        }
    }

    private String site(TestChargePoint first, TestChargePoint second) {
        return bed.operator()
                .post(
                        "/api/v1/sites",
                        """
                        {"name": "Two", "gridLimit": {"unit": "A", "limit": 44},
                         "settings": {"interval": 1},
                         "members": [{"chargePointId": "%s", "connectors": 2},
                            {"chargePointId": "%s", "connectors": 2}]}
                        """
                                .formatted(first.identity(), second.identity()))
                .expect(201)
                .path("siteId")
                .asString();
    }

    private static SetChargingProfile.Request takes(
            TestChargePoint chargePoint, ChargingProfilePurpose purpose, String amperes) {
        var asked = chargePoint.expect(SetChargingProfile.Request.class);
        var request = asked.request();
        assertThat(request.csChargingProfiles().chargingProfilePurpose()).isEqualTo(purpose);
        assertThat(limit(request)).isEqualByComparingTo(amperes);
        asked.answer(new SetChargingProfile.Response(ChargingProfileStatus.ACCEPTED));
        return request;
    }

    private static BigDecimal limit(SetChargingProfile.Request request) {
        return request.csChargingProfiles()
                .chargingSchedule()
                .chargingSchedulePeriod()
                .getFirst()
                .limit();
    }

    private JsonNode allocation(String site) {
        return bed.operator().get("/api/v1/sites/" + site + "/allocation").expect(200);
    }
}
