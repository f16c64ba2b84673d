package io.mainspring.benchmarks.schedule;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import io.mainspring.smartcharging.schedule.CompositeSchedule;
import io.mainspring.smartcharging.schedule.PlacedProfile;
import io.mainspring.smartcharging.schedule.ProfileStack;
import io.mainspring.smartcharging.schedule.RunningTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The composite schedule of a day from ten stacked profiles of 24 periods each, whose boundaries do not coincide. In one
 * stack the higher levels last for most of the day; in the other each level has its hours, so that all ten have to be
 * looked through at every cut, and there are cuts by the hundred. The target is 200 microseconds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CompositeScheduleBenchmark {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final int DAY = 86_400;
    private static final int TRANSACTION = 4711;

    private final ProfileStack stack =
            new ProfileStack(
                    IntStream.range(0, 10).mapToObj(CompositeScheduleBenchmark::profile).toList(),
                    List.of(new RunningTransaction(1, TRANSACTION, MIDNIGHT.minusSeconds(600))),
                    1,
                    230);

    private final ProfileStack turns = turns();

    @Benchmark
    public CompositeSchedule everyLevelInTurn() {
        return CompositeSchedule.of(turns, 1, MIDNIGHT, DAY, ChargingRateUnit.A);
    }

    @Benchmark
    public CompositeSchedule everyLevelInTurnInWatts() {
        return CompositeSchedule.of(turns, 1, MIDNIGHT, DAY, ChargingRateUnit.W);
    }

    @Benchmark
    public CompositeSchedule everyLevelInTurnOfTheChargePoint() {
        return CompositeSchedule.of(turns, 0, MIDNIGHT, DAY, ChargingRateUnit.A);
    }

    @Benchmark
    public CompositeSchedule connector() {
        return CompositeSchedule.of(stack, 1, MIDNIGHT, DAY, ChargingRateUnit.A);
    }

    /** Every limit has to be converted. */
    @Benchmark
    public CompositeSchedule connectorInWatts() {
        return CompositeSchedule.of(stack, 1, MIDNIGHT, DAY, ChargingRateUnit.W);
    }

    @Benchmark
    public CompositeSchedule chargePoint() {
        return CompositeSchedule.of(stack, 0, MIDNIGHT, DAY, ChargingRateUnit.A);
    }

    @Benchmark
    public @Nullable BigDecimal oneInstant() {
        return CompositeSchedule.limitAt(
                stack, 1, MIDNIGHT.plusSeconds(40_000), ChargingRateUnit.A);
    }

    /** Two maxima, five defaults, three of the transaction; the higher levels end during the day. */
    private static PlacedProfile profile(int index) {
        var purpose =
                index < 2
                        ? ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE
                        : index < 7
                                ? ChargingProfilePurpose.TX_DEFAULT_PROFILE
                                : ChargingProfilePurpose.TX_PROFILE;
        var kind =
                switch (index % 3) {
                    case 0 -> ChargingProfileKind.ABSOLUTE;
                    case 1 -> ChargingProfileKind.RECURRING;
                    default -> ChargingProfileKind.RELATIVE;
                };
        var periods =
                IntStream.range(0, 24)
                        .mapToObj(hour ->
                                new ChargingSchedulePeriod(
                                        hour == 0 ? 0 : hour * 3_600 - index * 137,
                                        BigDecimal.valueOf(
                                                60 + (hour * 37L + index * 53L) % 260, 1),
                                        null))
                        .toList();
        var start = MIDNIGHT.minusSeconds(index * 1_000L);
        var schedule =
                new ChargingSchedule(
                        DAY - index * 5_000,
                        kind == ChargingProfileKind.RELATIVE ? null : start,
                        ChargingRateUnit.A,
                        periods,
                        null);
        var profile =
                new ChargingProfile(
                        index + 1,
                        purpose == ChargingProfilePurpose.TX_PROFILE ? TRANSACTION : null,
                        index,
                        purpose,
                        kind,
                        kind == ChargingProfileKind.RECURRING ? RecurrencyKind.DAILY : null,
                        null,
                        null,
                        schedule);
        return new PlacedProfile(
                purpose == ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE ? 0 : 1, profile);
    }

    /**
     * Ten defaults: the lowest all day long, each other for some two hours of its own, in which all of its periods come to
     * count; the higher the later in the day.
     */
    static ProfileStack turns() {
        return new ProfileStack(
                IntStream.range(0, 10).mapToObj(CompositeScheduleBenchmark::inTurn).toList(),
                List.of(new RunningTransaction(1, TRANSACTION, MIDNIGHT)),
                1,
                230);
    }

    private static PlacedProfile inTurn(int level) {
        var kind =
                switch (level % 3) {
                    case 0 -> ChargingProfileKind.RECURRING;
                    case 1 -> ChargingProfileKind.ABSOLUTE;
                    default -> ChargingProfileKind.RELATIVE;
                };
        int turn = level == 0 ? DAY : 8_000 - level * 60;
        var begin = MIDNIGHT.plusSeconds(level * 8_000L);
        boolean isRelative = kind == ChargingProfileKind.RELATIVE;
        int offset = isRelative ? level * 8_000 : 0; // a relative one begins with the transaction
        var unit = level % 4 == 3 ? ChargingRateUnit.W : ChargingRateUnit.A;
        int scale = unit == ChargingRateUnit.W ? 690 : 1;
        var periods =
                IntStream.range(0, 24)
                        .mapToObj(step ->
                                new ChargingSchedulePeriod(
                                        step == 0 ? 0 : offset + step * (turn / 24) + level,
                                        BigDecimal.valueOf(
                                                scale * (60 + (step * 37L + level * 53L) % 260), 1),
                                        1 + (step + level) % 3))
                        .toList();
        boolean recurs = kind == ChargingProfileKind.RECURRING;
        var schedule =
                new ChargingSchedule(
                        offset + turn,
                        isRelative ? null : recurs ? begin.minusSeconds(7L * DAY) : begin,
                        unit,
                        periods,
                        null);
        return new PlacedProfile(
                level % 2,
                new ChargingProfile(
                        level + 1,
                        null,
                        level,
                        ChargingProfilePurpose.TX_DEFAULT_PROFILE,
                        kind,
                        !recurs ? null : level == 0 ? RecurrencyKind.DAILY : RecurrencyKind.WEEKLY,
                        isRelative ? begin : null,
                        isRelative ? begin.plusSeconds(turn) : null,
                        schedule));
    }
}
