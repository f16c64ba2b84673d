package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ClearCacheStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.TestBed;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Authorization")
class AuthorizationScenario {

    private final TestBed bed;

    AuthorizationScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_023_1_CSMS Authorize invalid")
    void tc_023_1_invalid() {
        assertThat(verdictOn(bed.unknownIdTag())).isEqualTo(AuthorizationStatus.INVALID);
    }

    @Test
    @DisplayName("TC_023_2_CSMS Authorize expired")
    void tc_023_2_expired() {
        var idTag = bed.idTag("{\"status\":\"Accepted\",\"expiryDate\":\"2020-01-01T00:00:00Z\"}");

        assertThat(verdictOn(idTag)).isEqualTo(AuthorizationStatus.EXPIRED);
    }

    @Test
    @DisplayName("TC_023_3_CSMS Authorize blocked")
    void tc_023_3_blocked() {
        assertThat(verdictOn(bed.idTag("{\"status\":\"Blocked\"}")))
                .isEqualTo(AuthorizationStatus.BLOCKED);
    }

    @Test
    @DisplayName("TC_061_CSMS Clear authorization cache")
    void tc_061_clear_cache() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var asking = bed.operator().ask(chargePoint.identity(), "clear-cache", "{}");
            chargePoint
                    .expect(ClearCache.Request.class)
                    .answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));

            asking.isAnswered("Accepted");
        }
    }

    @Test
    @DisplayName("C-16 An idTag is the same in upper and lower case")
    void c_16_case_does_not_matter() {
        var idTag = bed.idTag();

        assertThat(verdictOn(new IdToken(idTag.value().toLowerCase(Locale.ROOT))))
                .isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    @DisplayName("C-15 A group's idTag is answered with its parentIdTag")
    void c_15_parent() {
        var idTag = bed.idTag("{\"status\":\"Accepted\",\"parentIdTag\":\"FLEET\"}");
        try (var chargePoint = bed.chargePoint().booted()) {
            var verdict = chargePoint.send(new Authorize.Request(idTag)).idTagInfo();

            assertThat(verdict.parentIdTag()).isEqualTo(new IdToken("FLEET"));
        }
    }

    private AuthorizationStatus verdictOn(IdToken idTag) {
        try (var chargePoint = bed.chargePoint().booted()) {
            return chargePoint.authorize(idTag);
        }
    }
}
