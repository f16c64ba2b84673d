package io.mainspring.auth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.authorize.Verdict.Registered;
import io.mainspring.auth.idtag.Standing;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void anUnknownIdTagIsInvalidAndNothingElseIsSaid() {
        assertThat(Verdict.on(null, NOON)).isEqualTo(IdTagInfo.of(AuthorizationStatus.INVALID));
    }

    @Test
    void aRegisteredIdTagIsAcceptedWithItsExpiryDateAndGroup() {
        var later = NOON.plusSeconds(1);
        assertThat(Verdict.on(new Registered(Standing.ACCEPTED, later, "FLEET"), NOON))
                .isEqualTo(
                        new IdTagInfo(AuthorizationStatus.ACCEPTED, later, new IdToken("FLEET")));
    }

    @Test
    void anIdTagIsExpiredFromItsExpiryDateOn() {
        var info = Verdict.on(new Registered(Standing.ACCEPTED, NOON, null), NOON);
        assertThat(info).isEqualTo(new IdTagInfo(AuthorizationStatus.EXPIRED, NOON, null));
    }

    @Test
    void aBarredIdTagIsBlockedEvenAfterItsExpiryDate() {
        var info = Verdict.on(new Registered(Standing.BLOCKED, NOON.minusSeconds(1), null), NOON);
        assertThat(info.status()).isEqualTo(AuthorizationStatus.BLOCKED);
    }
}
