package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.smartcharging.Profiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemberLedgerTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final Member MEMBER =
            new Member("CP-7", 2, BigDecimal.valueOf(32), 0, Member.RateUnit.A);

    private static final MemberLedger SECURED =
            MemberLedger.unknown(MEMBER)
                    .connection(1L, TEN)
                    .orderedDefault(FIRST, 60, 8, TEN)
                    .ended(FIRST, Verdict.ACCEPTED, TEN);

    private static final MemberLedger CHARGING =
            SECURED.runs(1, new ConnectorLedger.Charging(4711, TEN));

    @Test
    void whatWasInForceBeforeItWasOrderedIsInForceWhenTheOrderFails() {
        var doubtful =
                SECURED.orderedDefault(SECOND, 0, 8, TEN)
                        .ended(SECOND, Verdict.IN_DOUBT, TEN)
                        .orderedDefault(FIRST, 60, 8, TEN);

        for (var verdict : List.of(Verdict.NOT_SENT, Verdict.REFUSED)) {
            assertThat(doubtful.ended(FIRST, verdict, TEN).worstDefault()).isEqualTo(60);
        }
    }

    @Test
    void anAllowanceThatWasOrderedBeforeStaysPossibleWhenItsRepetitionFails() {
        var high = allowance(160);
        var doubtful =
                CHARGING.connector(1, c -> c.ordered(FIRST, high, 8, TEN))
                        .ended(FIRST, Verdict.IN_DOUBT, TEN)
                        .connector(1, c -> c.ordered(SECOND, high, 8, TEN))
                        .ended(SECOND, Verdict.NOT_SENT, TEN);

        assertThat(worst(doubtful, 1)).isEqualTo(160);
    }

    @Test
    void anotherConnectionIsAReturnEvenIfNobodySawItGo() {
        var back = CHARGING.connection(2L, TEN.plusSeconds(60));

        assertThat(back.online()).isTrue();
        assertThat(back.settled()).as("the default is to be repeated").isFalse();
        assertThat(worst(back, 1)).as("until then it counts as before").isEqualTo(60);
    }

    @Test
    void whoRefusesItsDefaultAfterItCameBackCountsWithItsHardware() {
        var back = CHARGING.connection(2L, TEN.plusSeconds(60));
        var refused =
                back.orderedDefault(SECOND, 60, 8, TEN.plusSeconds(61))
                        .ended(SECOND, Verdict.REFUSED, TEN.plusSeconds(62));

        assertThat(worst(refused, 1)).isEqualTo(320);
        assertThat(
                        worst(
                                CHARGING.orderedDefault(SECOND, 0, 8, TEN)
                                        .ended(SECOND, Verdict.REFUSED, TEN),
                                1))
                .as("who stayed has its old one")
                .isEqualTo(60);
    }

    @Test
    void whatWasAcceptedBeforeItCameBackIsToBeRepeated() {
        var late =
                SECURED.orderedDefault(SECOND, 0, 8, TEN.plusSeconds(1))
                        .connection(2L, TEN.plusSeconds(2))
                        .ended(SECOND, Verdict.ACCEPTED, TEN.plusSeconds(3));

        assertThat(late.settled()).isFalse();
    }

    @Test
    void aProfileOfAnotherCountsUntilOursTookItsPlace() {
        var given = CHARGING.given(foreign(1, ChargingProfilePurpose.TX_PROFILE, 3, 4711, "20"));
        assertThat(worst(given, 1)).isEqualTo(200);
        assertThat(worst(given, 2)).isEqualTo(60);
        assertThat(given.isOverruled(given.connectors().getFirst())).isTrue();

        var tooLow = accepted(given, allowance(100), 2);
        assertThat(worst(tooLow, 1)).as("a lower level prevails over nothing").isEqualTo(200);
        assertThat(worst(accepted(given, allowance(100), 3), 1)).isEqualTo(100);
        assertThat(worst(given.runs(1, null), 1)).as("it ends with its transaction").isEqualTo(60);
    }

    @Test
    void aDefaultOfAnotherGoesByOursOnAllConnectorsButByClearingOnOne() {
        var onAll =
                CHARGING.given(
                        foreign(0, ChargingProfilePurpose.TX_DEFAULT_PROFILE, 8, null, "20"));
        assertThat(worst(onAll, 2)).isEqualTo(200);
        assertThat(onAll.settled()).as("it took ours away").isFalse();
        var replaced =
                onAll.orderedDefault(SECOND, 60, 8, TEN).ended(SECOND, Verdict.ACCEPTED, TEN);
        assertThat(worst(replaced, 2)).isEqualTo(60);

        var onOne =
                CHARGING.given(
                        foreign(2, ChargingProfilePurpose.TX_DEFAULT_PROFILE, 8, null, "20"));
        var repeated =
                onOne.orderedDefault(SECOND, 60, 8, TEN).ended(SECOND, Verdict.ACCEPTED, TEN);
        assertThat(worst(repeated, 2)).isEqualTo(200);
        assertThat(repeated.clearable(repeated.stubborn(8), TEN)).containsExactly(5);
        var cleared = repeated.orderedClearing(FIRST, 5, TEN).ended(FIRST, Verdict.ACCEPTED, TEN);
        assertThat(worst(cleared, 2)).isEqualTo(60);
    }

    @Test
    void aDefaultThatEndsLeavesNothingBehind() {
        var profile = Profiles.ampere(5, ChargingProfilePurpose.TX_DEFAULT_PROFILE, 8, null, "10");
        var ending =
                new ChargingProfile(
                        5,
                        null,
                        8,
                        profile.chargingProfilePurpose(),
                        profile.chargingProfileKind(),
                        null,
                        null,
                        TEN.plusSeconds(60),
                        profile.chargingSchedule());

        assertThat(Foreign.of(0, ending).orElseThrow().tenths()).isEqualTo(MemberLedger.UNLIMITED);
    }

    @Test
    void whoeverClearsOurDefaultLeavesTheHardwareOnly() {
        var criteria =
                new ClearChargingProfile.Request(
                        null, null, ChargingProfilePurpose.TX_DEFAULT_PROFILE, null);
        var taken = CHARGING.taken(criteria, true, TEN);

        assertThat(worst(taken, 1)).isEqualTo(320);
        assertThat(taken.settled()).isFalse();
        var other = new ClearChargingProfile.Request(17, null, null, null);
        assertThat(CHARGING.taken(other, true, TEN)).isEqualTo(CHARGING);
    }

    @Test
    void wattsThatMeanMoreThanBeforeCountAsThat() {
        var inWatts =
                SECURED.writtenIn(Member.RateUnit.W, 690)
                        .runs(1, new ConnectorLedger.Charging(1, TEN));
        var perPhase = accepted(inWatts, allowance(100), 8).converting(230);

        assertThat(worst(perPhase, 2)).as("6 A on three phases are 18 A on one").isEqualTo(180);
        assertThat(worst(perPhase, 1)).isEqualTo(300);
        assertThat(perPhase.settled()).isFalse();
        assertThat(perPhase.connectors().getFirst().settled()).isNull();
        assertThat(SECURED.converting(230)).as("A stay A").isEqualTo(SECURED);
    }

    @Test
    void aConnectorThatMayBeObeyingSomethingIsNeverForgotten() {
        var one = new Member("CP-7", 1, BigDecimal.valueOf(32), 5, Member.RateUnit.A);
        var second = SECURED.runs(2, new ConnectorLedger.Charging(1, TEN));

        assertThat(second.as(one).connectors()).hasSize(2);
        assertThat(second.runs(2, null).as(one).connectors()).hasSize(1);
    }

    @Test
    void whoLeavesIsFreedOfEachProfileAndCanBeTakenInAgainOnlyBetweenTheOrders() {
        var leaving = accepted(CHARGING, allowance(160), 8).leaves();
        assertThat(leaving.leaving()).containsExactly(900_000_001, 900_000_000);
        assertThat(leaving.isFree(TEN)).isFalse();

        var under = leaving.orderedClearing(FIRST, 900_000_001, TEN);
        assertThat(under.stays()).as("the clearing would take what it is given").isEqualTo(under);
        var half = under.ended(FIRST, Verdict.ACCEPTED, TEN);
        assertThat(half.leaving()).containsExactly(900_000_000);
        assertThat(half.stays().isFree(TEN)).isTrue();

        var lost =
                half.orderedClearing(SECOND, 900_000_000, TEN).ended(SECOND, Verdict.NOT_SENT, TEN);
        assertThat(lost.clearable(List.of(900_000_000), TEN)).isEmpty();
        assertThat(lost.clearable(List.of(900_000_000), TEN.plusSeconds(5))).hasSize(1);
        var gone =
                lost.orderedClearing(FIRST, 900_000_000, TEN).ended(FIRST, Verdict.ACCEPTED, TEN);
        assertThat(gone.leaving()).isEmpty();
        assertThat(worst(gone, 1)).isEqualTo(320);
    }

    @Test
    void aLedgerIsWrittenAndReadAndSoIsOneOfOldTimes() {
        var ledger =
                CHARGING.given(foreign(1, ChargingProfilePurpose.TX_PROFILE, 3, 4711, "20"))
                        .connector(1, c -> c.ordered(FIRST, allowance(160), 8, TEN))
                        .leaves();
        assertThat(SiteJson.read(MemberLedger.class, SiteJson.write(ledger))).isEqualTo(ledger);

        var old =
                SiteJson.read(
                        MemberLedger.class,
                        """
                        {"chargePointId": "CP-7", "online": true, "defaults": [60], "settled": false,
                         "pending": {"orderId": "00000000-0000-0000-0000-000000000001",
                            "tenths": 0, "at": "2026-11-22T10:00:00Z"},
                         "connectors": [{"connectorId": 1, "possible": [], "cap": 9223372036854775807}]}
                        """);
        assertThat(old.worstDefault()).isEqualTo(60);
        assertThat(old.connection(7L, TEN).online()).isTrue();
    }

    private static long worst(MemberLedger ledger, int connectorId) {
        return ledger.worst(
                MEMBER, ledger.connectors().get(connectorId - 1), TEN, Duration.ofSeconds(30));
    }

    private static MemberLedger accepted(MemberLedger ledger, Allowance allowance, int level) {
        return ledger.connector(1, c -> c.ordered(SECOND, allowance, level, TEN))
                .ended(SECOND, Verdict.ACCEPTED, TEN);
    }

    private static Allowance allowance(long tenths) {
        return new Allowance(List.of(new Allowance.Step(TEN.minusSeconds(60), tenths)));
    }

    private static Foreign foreign(
            int connectorId,
            ChargingProfilePurpose purpose,
            int level,
            @Nullable Integer transactionId,
            String amperes) {
        return Foreign.of(connectorId, Profiles.ampere(5, purpose, level, transactionId, amperes))
                .orElseThrow();
    }
}
