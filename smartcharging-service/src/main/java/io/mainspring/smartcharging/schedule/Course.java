package io.mainspring.smartcharging.schedule;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One profile placed in time: when it is active and which of its periods holds. Epoch milliseconds. */
final class Course {

    private static final long DAY = 24 * 60 * 60 * 1000L;
    private static final long NEVER = Long.MAX_VALUE;

    final int stackLevel;
    private final long validFrom;
    private final long validTo;
    private final long start;
    private final long recurrence;
    private final long duration;
    private final ChargingRateUnit unit;
    private final List<ChargingSchedulePeriod> periods;

    /** @param relativeStart what Relative schedules, and those without a start of their own, count from */
    Course(ChargingProfile profile, long relativeStart) {
        var schedule = profile.chargingSchedule();
        stackLevel = profile.stackLevel();
        validFrom = millis(profile.validFrom(), Long.MIN_VALUE);
        validTo = millis(profile.validTo(), NEVER);
        start =
                profile.chargingProfileKind() == ChargingProfileKind.RELATIVE
                        ? relativeStart
                        : millis(schedule.startSchedule(), relativeStart);
        recurrence =
                profile.chargingProfileKind() == ChargingProfileKind.RECURRING
                        ? length(profile.recurrencyKind())
                        : NEVER;
        duration = schedule.duration() == null ? NEVER : schedule.duration() * 1000L;
        unit = schedule.chargingRateUnit();
        periods = schedule.chargingSchedulePeriod();
    }

    /**
     * Reads this profile at an instant: if it is active, its limit is written into the moment. Either way the moment
     * learns when that may change.
     */
    boolean readAt(long at, Moment moment, Rate rate) {
        if (at < validFrom) {
            moment.holdsUntil(validFrom);
            return false;
        }
        if (at >= validTo) {
            return false;
        }
        moment.holdsUntil(validTo);
        if (at < start) {
            moment.holdsUntil(start);
            return false;
        }
        long begin = at - (at - start) % recurrence;
        long offset = at - begin;
        moment.holdsUntil(later(begin, recurrence));
        if (offset >= duration) {
            return false;
        }
        moment.holdsUntil(later(begin, duration));
        int index = periodAt(offset);
        if (index + 1 < periods.size()) {
            moment.holdsUntil(begin + periods.get(index + 1).startPeriod() * 1000L);
        }
        if (index < 0) {
            return false;
        }
        var period = periods.get(index);
        var phases = period.numberPhases();
        moment.phases = phases == null ? 3 : phases;
        moment.parts = rate.of(period.limit(), moment.phases, unit);
        return true;
    }

    /** The last period that has begun, -1 before the first. */
    private int periodAt(long offset) {
        int low = 0;
        int high = periods.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (periods.get(middle).startPeriod() * 1000L <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private static long length(@Nullable RecurrencyKind kind) {
        return switch (kind) {
            case DAILY -> DAY;
            case WEEKLY -> 7 * DAY;
            case null -> NEVER;
        };
    }

    private static long later(long begin, long length) {
        return length == NEVER ? NEVER : begin + length;
    }

    private static long millis(@Nullable Instant instant, long otherwise) {
        return instant == null ? otherwise : instant.toEpochMilli();
    }
}
