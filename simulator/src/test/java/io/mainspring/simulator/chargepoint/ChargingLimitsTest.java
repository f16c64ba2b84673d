package io.mainspring.simulator.chargepoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.action.GetCompositeSchedule;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingProfileStatus;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.ClearChargingProfileStatus;
import io.mainspring.ocpp.v16.type.GetCompositeScheduleStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import io.mainspring.simulator.chargepoint.Connector.Running;
import io.mainspring.simulator.chargepoint.EnergyMeter.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChargingLimitsTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final double FREE = Double.POSITIVE_INFINITY;

    private final Connector first = new Connector(1, Outlet.ac(3, 32), 0);
    private final Connector second = new Connector(2, Outlet.ac(3, 32), 0);
    private final ChargingLimits limits =
            new ChargingLimits(
                    new Configuration(
                            Map.of(
                                    ConfigurationKey.CHARGE_PROFILE_MAX_STACK_LEVEL, "3",
                                    ConfigurationKey.CHARGING_SCHEDULE_MAX_PERIODS, "3",
                                    ConfigurationKey.MAX_CHARGING_PROFILES_INSTALLED, "3",
                                    ConfigurationKey.CHARGING_SCHEDULE_ALLOWED_CHARGING_RATE_UNIT,
                                            "Current")),
                    List.of(first, second));

    @Test
    void withoutProfilesNothingIsLimited() {
        assertThat(limits.watts(first, 3, TEN)).isEqualTo(FREE);
    }

    @Test
    void aDefaultLimitsEveryConnectorByItsPhasesInUse() {
        accepts(0, byDefault(1, 0, 16));

        assertThat(limits.watts(first, 3, TEN)).isEqualTo(3 * 230 * 16);
        assertThat(limits.watts(second, 1, TEN)).isEqualTo(230 * 16);
    }

    @Test
    void aTxProfileNeedsItsTransactionAndGoesWithIt() {
        refuses(1, ofTransaction(2, 4711, 10));
        charges(first, 4711);
        refuses(1, ofTransaction(2, 4712, 10));
        refuses(0, ofTransaction(2, 4711, 10));
        accepts(0, byDefault(1, 0, 16));
        accepts(1, ofTransaction(2, 4711, 10));
        assertThat(limits.watts(first, 1, TEN)).isEqualTo(2_300);

        limits.transactionEnded(1);
        assertThat(limits.watts(first, 1, TEN)).isEqualTo(230 * 16);
    }

    @Test
    void theSameIdOrTheSamePlaceIsReplaced() {
        accepts(0, byDefault(1, 0, 16));
        accepts(1, byDefault(1, 2, 10));
        assertThat(limits.watts(second, 1, TEN)).as("moved to connector 1").isEqualTo(FREE);

        accepts(1, byDefault(7, 2, 8));
        assertThat(clear(1)).isEqualTo(ClearChargingProfileStatus.UNKNOWN);
        assertThat(clear(7)).isEqualTo(ClearChargingProfileStatus.ACCEPTED);
        assertThat(limits.isEmpty()).isTrue();
    }

    @Test
    void itsOwnKeysAreItsLimits() {
        refuses(0, byDefault(1, 4, 16));
        refuses(
                0,
                profile(
                        1,
                        0,
                        ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                        null,
                        ChargingRateUnit.W,
                        at(0, 16)));
        refuses(
                0,
                profile(
                        1,
                        0,
                        ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                        null,
                        ChargingRateUnit.A,
                        at(0, 16),
                        at(60, 10),
                        at(90, 6),
                        at(120, 5)));
        refuses(3, byDefault(1, 0, 16));
        refuses(1, maximum(1, 16));
        for (int level = 0; level < 3; level++) {
            accepts(0, byDefault(level, level, 16));
        }
        refuses(0, byDefault(9, 3, 16));
    }

    @Test
    void allThatChargeShareTheMaximum() {
        charges(first, 1);
        charges(second, 2);
        accepts(0, maximum(1, 20));

        assertThat(limits.watts(first, 1, TEN)).isEqualTo(2_300);
    }

    @Test
    void theCompositeScheduleIsTheLowestAndFallsBackToTheHardware() {
        charges(first, 1);
        accepts(
                0,
                profile(
                        1,
                        0,
                        ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                        null,
                        ChargingRateUnit.A,
                        at(0, 16),
                        at(60, 0)));
        accepts(0, maximum(2, 30));

        assertThat(composite(1)).containsExactly("0:16.0", "60:0.0");
        assertThat(composite(0)).containsExactly("0:30.0", "60:0.0");
        clear(1);
        clear(2);
        assertThat(composite(1)).containsExactly("0:32.0");
        assertThat(limits.composite(new GetCompositeSchedule.Request(3, 60, null), TEN).status())
                .isEqualTo(GetCompositeScheduleStatus.REJECTED);
    }

    @Test
    void theCompositeScheduleIsWhatEachSecondIs() {
        charges(first, 1);
        charges(second, 2);
        accepts(0, recurring(1, 0, at(0, 20), at(3_600, 13), at(80_000, 9)));
        accepts(
                0,
                new ChargingProfile(
                        2,
                        null,
                        1,
                        ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                        ChargingProfileKind.RELATIVE,
                        null,
                        TEN.plusMillis(1_500),
                        TEN.plusSeconds(7_300),
                        new ChargingSchedule(
                                9_000,
                                null,
                                ChargingRateUnit.A,
                                List.of(at(0, 11), at(50, 7)),
                                null)));
        accepts(0, maximum(3, 30));
        var asked = TEN.plusMillis(345);

        var periods =
                schedule(new GetCompositeSchedule.Request(0, 86_400, null), asked)
                        .chargingSchedulePeriod();

        var period = 0;
        for (int second = 0; second < 86_400; second++) {
            if (period + 1 < periods.size() && periods.get(period + 1).startPeriod() == second) {
                period++;
            }
            var now =
                    schedule(
                                    new GetCompositeSchedule.Request(0, 1, null),
                                    asked.plusSeconds(second))
                            .chargingSchedulePeriod()
                            .getFirst();
            assertThat(periods.get(period).limit()).as("second %d", second).isEqualTo(now.limit());
        }
        assertThat(periods).hasSizeGreaterThan(4);
    }

    private ChargingProfile recurring(int id, int level, ChargingSchedulePeriod... periods) {
        return new ChargingProfile(
                id,
                null,
                level,
                ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                ChargingProfileKind.RECURRING,
                RecurrencyKind.DAILY,
                null,
                null,
                new ChargingSchedule(
                        null,
                        TEN.minus(Duration.ofDays(3)).minusSeconds(1_000),
                        ChargingRateUnit.A,
                        Arrays.asList(periods),
                        null));
    }

    private ChargingSchedule schedule(GetCompositeSchedule.Request request, Instant now) {
        return requireNonNull(limits.composite(request, now).chargingSchedule());
    }

    @Test
    void theMeterTurnsNoFasterThanTheLimit() {
        first.limits = limits;
        accepts(0, byDefault(1, 0, 10));
        first.meter.connect(new Vehicle(60_000, 0.2, 3, 32, 50_000), TEN);

        var reading = first.meter.read(TEN.plusSeconds(3_600));

        assertThat(reading.powerW()).isEqualTo(6_900);
        assertThat(reading.energyWh()).isBetween(6_800L, 6_900L);
    }

    private void charges(Connector connector, int transactionId) {
        var running = new Running(new IdToken("TAG"), new Reading(TEN, 0, 0, 0, Double.NaN));
        running.id = transactionId;
        connector.transaction = running;
    }

    private void accepts(int connectorId, ChargingProfile profile) {
        assertThat(limits.set(new SetChargingProfile.Request(connectorId, profile)).status())
                .isEqualTo(ChargingProfileStatus.ACCEPTED);
    }

    private void refuses(int connectorId, ChargingProfile profile) {
        assertThat(limits.set(new SetChargingProfile.Request(connectorId, profile)).status())
                .isEqualTo(ChargingProfileStatus.REJECTED);
    }

    private ClearChargingProfileStatus clear(int id) {
        return limits.clear(new ClearChargingProfile.Request(id, null, null, null)).status();
    }

    private List<String> composite(int connectorId) {
        var schedule =
                limits.composite(new GetCompositeSchedule.Request(connectorId, 120, null), TEN)
                        .chargingSchedule();
        return requireNonNull(schedule).chargingSchedulePeriod().stream()
                .map(period -> period.startPeriod() + ":" + period.limit())
                .toList();
    }

    private static ChargingProfile byDefault(int id, int level, int amperes) {
        return profile(
                id,
                level,
                ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                null,
                ChargingRateUnit.A,
                at(0, amperes));
    }

    private static ChargingProfile ofTransaction(int id, int transactionId, int amperes) {
        return profile(
                id,
                0,
                ChargingProfilePurpose.TX_PROFILE,
                transactionId,
                ChargingRateUnit.A,
                at(0, amperes));
    }

    private static ChargingProfile maximum(int id, int amperes) {
        return profile(
                id,
                0,
                ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE,
                null,
                ChargingRateUnit.A,
                at(0, amperes));
    }

    private static ChargingSchedulePeriod at(int second, int limit) {
        return new ChargingSchedulePeriod(second, BigDecimal.valueOf(limit), null);
    }

    private static ChargingProfile profile(
            int id,
            int level,
            ChargingProfilePurpose purpose,
            @Nullable Integer transactionId,
            ChargingRateUnit unit,
            ChargingSchedulePeriod... periods) {
        return new ChargingProfile(
                id,
                transactionId,
                level,
                purpose,
                ChargingProfileKind.ABSOLUTE,
                null,
                null,
                null,
                new ChargingSchedule(null, TEN, unit, Arrays.asList(periods), null));
    }
}
