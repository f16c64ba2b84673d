package io.mainspring.smartcharging.schedule;

import static io.mainspring.smartcharging.schedule.Profiles.byDefault;
import static io.mainspring.smartcharging.schedule.Profiles.maximum;
import static io.mainspring.smartcharging.schedule.Profiles.ofTransaction;
import static io.mainspring.smartcharging.schedule.Profiles.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One rule each, at the second where it bites. A schedule is written as "second:limit/phases". */
class CompositeScheduleBoundariesTest {

    private static final Instant TEN = Instant.parse("2026-03-28T10:00:00Z");
    private static final int HOUR = 3_600;
    private static final int DAY = 24 * HOUR;

    @Test
    void withoutProfilesNothingIsLimited() {
        var schedule = schedule(1, HOUR, ChargingRateUnit.A);

        assertThat(schedule.periods()).containsExactly(new CompositePeriod(0, null, null));
    }

    @Test
    void aDailyProfileStartsAnewAfter24HoursAlsoWhenClocksChange() {
        // the night in which Europe changes to summer time lies between
        var profile =
                byDefault(TEN, step(0, "16"), step(8 * HOUR, "32")).every(RecurrencyKind.DAILY);

        assertThat(steps(1, 2 * DAY, profile.on(1)))
                .containsExactly("0:16.0", "28800:32.0", "86400:16.0", "115200:32.0");
    }

    @Test
    void whatIsLongerThanTheRecurrenceIsCutOff() {
        var profile =
                byDefault(TEN, step(0, "16"), step(DAY + 10, "32"))
                        .lasting(2 * DAY)
                        .every(RecurrencyKind.DAILY);

        assertThat(steps(1, 2 * DAY, profile.on(1))).containsExactly("0:16.0");
    }

    @Test
    void aRecurringProfileIsInactiveBeforeItsFirstStartAndAfterItsDuration() {
        var profile =
                byDefault(TEN.plusSeconds(60), step(0, "16"))
                        .lasting(HOUR)
                        .every(RecurrencyKind.WEEKLY);

        assertThat(steps(1, 8 * DAY, profile.on(1)))
                .containsExactly("0:none", "60:16.0", "3660:none", "604860:16.0", "608460:none");
    }

    @Test
    void theEndOfADurationGivesTheRankToTheNextLowerLevel() {
        var low = byDefault(TEN, step(0, "6"));
        var high = byDefault(TEN, step(0, "20"), step(30, "10")).level(3).lasting(60);

        assertThat(steps(1, HOUR, low.on(1), high.on(1)))
                .containsExactly("0:20.0", "30:10.0", "60:6.0");
    }

    @Test
    void theLastPeriodGoesOnUntilTheDurationEnds() {
        assertThat(steps(1, HOUR, byDefault(TEN, step(0, "20"), step(30, "10")).lasting(99).on(1)))
                .containsExactly("0:20.0", "30:10.0", "99:none");
    }

    @Test
    void validityBeginsWithItsFirstSecondAndEndsBeforeItsLast() {
        var profile =
                byDefault(TEN.minusSeconds(DAY), step(0, "16"))
                        .valid(TEN.plusSeconds(10), TEN.plusSeconds(20));

        assertThat(steps(1, HOUR, profile.on(1))).containsExactly("0:none", "10:16.0", "20:none");
    }

    @Test
    void aRelativeProfileCountsFromTheTransactionsStart() {
        var profile = byDefault(TEN, step(0, "16"), step(100, "8")).relative();
        var stack =
                new ProfileStack(
                        List.of(profile.on(0)),
                        List.of(new RunningTransaction(1, 7, TEN.minusSeconds(40))),
                        2,
                        230);

        assertThat(steps(CompositeSchedule.of(stack, 1, TEN, HOUR, ChargingRateUnit.A)))
                .containsExactly("0:16.0", "60:8.0");
        // no transaction there: a preview from the start of the schedule
        assertThat(steps(CompositeSchedule.of(stack, 2, TEN, HOUR, ChargingRateUnit.A)))
                .containsExactly("0:16.0", "100:8.0");
    }

    @Test
    void aTxProfileOverrulesTheDefaultEvenIfItAllowsMore() {
        var stack =
                new ProfileStack(
                        List.of(
                                byDefault(TEN, step(0, "10")).level(9).on(1),
                                ofTransaction(TEN, step(0, "24")).lasting(60).on(1)),
                        List.of(new RunningTransaction(1, 7, TEN)),
                        1,
                        230);

        assertThat(steps(CompositeSchedule.of(stack, 1, TEN, HOUR, ChargingRateUnit.A)))
                .containsExactly("0:24.0", "60:10.0");
    }

    @Test
    void aTxProfileCountsForNothingWithoutItsTransaction() {
        assertThat(steps(1, HOUR, ofTransaction(TEN, step(0, "24")).on(1)))
                .containsExactly("0:none");
    }

    @Test
    void aDefaultOfTheConnectorReplacesTheOneOfTheChargePointWithItsLevel() {
        var ofAll = byDefault(TEN, step(0, "8")).on(0);
        var own = byDefault(TEN, step(0, "20")).lasting(60).on(1);

        assertThat(steps(1, HOUR, ofAll, own)).containsExactly("0:20.0", "60:none");
        assertThat(steps(2, HOUR, ofAll, own)).containsExactly("0:8.0");
    }

    @Test
    void theChargePointsMaximumCapsEachConnectorAndAllTogether() {
        var maximum = maximum(TEN, step(0, "30"), step(60, "12")).on(0);
        var defaults = byDefault(TEN, step(0, "16")).on(0);

        assertThat(steps(1, HOUR, maximum, defaults)).containsExactly("0:16.0", "60:12.0");
        assertThat(steps(0, HOUR, maximum, defaults)).containsExactly("0:30.0", "60:12.0");
    }

    @Test
    void connectorZeroIsTheSumOfItsConnectorsWhereThatIsLess() {
        assertThat(
                        steps(
                                0,
                                HOUR,
                                maximum(TEN, step(0, "63")).on(0),
                                byDefault(TEN, step(0, "16")).on(1),
                                byDefault(TEN, step(0, "10")).on(2)))
                .containsExactly("0:26.0");
    }

    @Test
    void aSumIsRoundedOnceHoweverManyConnectorsThereAre() {
        var elevenKilowatts = byDefault(TEN, step(0, "11000")).in(ChargingRateUnit.W).on(0);
        var stack = new ProfileStack(List.of(elevenKilowatts), List.of(), 10, 230);
        assertThat(steps(CompositeSchedule.of(stack, 0, TEN, HOUR, ChargingRateUnit.A)))
                .containsExactly("0:159.4");
        assertThat(steps(CompositeSchedule.of(stack, 1, TEN, HOUR, ChargingRateUnit.A)))
                .containsExactly("0:15.9");
    }

    @Test
    void wattsAndAmperesAreConvertedByTheirPhases() {
        var one = byDefault(TEN, step(0, "16", 1), step(60, "16", 3)).on(1);
        assertThat(steps(schedule(1, HOUR, ChargingRateUnit.W, one)))
                .containsExactly("0:3680.0/1", "60:11040.0");

        var watts = byDefault(TEN, step(0, "7000", 1), step(60, "7000")).in(ChargingRateUnit.W);
        assertThat(steps(schedule(1, HOUR, ChargingRateUnit.A, watts.on(1))))
                .as("rounded down to a tenth")
                .containsExactly("0:30.4/1", "60:10.1");
    }

    @Test
    void limitsOfTwoUnitsAreComparedInTheOneAskedFor() {
        var maximum = maximum(TEN, step(0, "11000")).in(ChargingRateUnit.W).on(0);
        var single = byDefault(TEN, step(0, "20", 1)).on(1);

        assertThat(steps(1, HOUR, maximum, single)).containsExactly("0:15.9");
        assertThat(steps(schedule(1, HOUR, ChargingRateUnit.W, maximum, single)))
                .containsExactly("0:4600.0/1");
    }

    @Test
    void equalNeighboursAreOnePeriod() {
        assertThat(
                        steps(
                                1,
                                HOUR,
                                byDefault(TEN, step(0, "16"), step(60, "16.0"), step(90, "8"))
                                        .on(1)))
                .containsExactly("0:16.0", "90:8.0");
    }

    @Test
    void whatStartsInsideASecondCountsFromTheNextOne() {
        assertThat(steps(1, HOUR, byDefault(TEN.plusMillis(4_001), step(0, "16")).on(1)))
                .containsExactly("0:none", "5:16.0");
    }

    private static List<String> steps(int connector, int seconds, PlacedProfile... profiles) {
        return steps(schedule(connector, seconds, ChargingRateUnit.A, profiles));
    }

    private static CompositeSchedule schedule(
            int connector, int seconds, ChargingRateUnit unit, PlacedProfile... profiles) {
        var stack = new ProfileStack(List.of(profiles), List.of(), 2, 230);
        return CompositeSchedule.of(stack, connector, TEN, seconds, unit);
    }

    private static List<String> steps(CompositeSchedule schedule) {
        return schedule.periods().stream()
                .map(period ->
                        period.startPeriod()
                                + ":"
                                + (period.limit() == null ? "none" : period.limit())
                                + (period.numberPhases() == null
                                        ? ""
                                        : "/" + period.numberPhases()))
                .toList();
    }
}
