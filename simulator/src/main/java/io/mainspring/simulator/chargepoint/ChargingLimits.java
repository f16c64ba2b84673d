package io.mainspring.simulator.chargepoint;

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
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The charging profiles that a charge point holds, and the limit that follows from them at a moment. OCPP 1.6 §3.13.
 * They survive a reboot.
 */
final class ChargingLimits {

    private static final int LONGEST_SCHEDULE = 86_400;

    private final Configuration configuration;
    private final List<Connector> connectors;
    private final List<Stored> profiles = new ArrayList<>();

    ChargingLimits(Configuration configuration, List<Connector> connectors) {
        this.configuration = configuration;
        this.connectors = connectors;
    }

    private record Stored(int connectorId, ChargingProfile profile) {}

    /** A period in force and the unit of its limit. */
    private record Active(ChargingSchedulePeriod period, ChargingRateUnit unit) {

        int phases() {
            var phases = period.numberPhases();
            return phases == null ? 3 : phases;
        }

        /** Rounded down to a tenth, as the protocol has it. */
        BigDecimal in(ChargingRateUnit wanted) {
            if (wanted == unit) {
                return period.limit().setScale(1, RoundingMode.FLOOR);
            }
            var perAmpere = BigDecimal.valueOf(Outlet.MAINS_VOLTAGE * phases());
            return wanted == ChargingRateUnit.W
                    ? period.limit().multiply(perAmpere).setScale(1, RoundingMode.FLOOR)
                    : period.limit().divide(perAmpere, 1, RoundingMode.FLOOR);
        }

        /** Watts over so many phases in use. */
        double watts(int phasesInUse) {
            double limit = period.limit().doubleValue();
            return unit == ChargingRateUnit.W
                    ? limit
                    : limit * Outlet.MAINS_VOLTAGE * Math.min(phases(), phasesInUse);
        }
    }

    boolean isEmpty() {
        return profiles.isEmpty();
    }

    // ---- the central system's wishes

    SetChargingProfile.Response set(SetChargingProfile.Request request) {
        var profile = request.csChargingProfiles();
        boolean fits =
                isWellFormed(profile)
                        && fitsConnector(request.connectorId(), profile)
                        && store(request.connectorId(), profile);
        return new SetChargingProfile.Response(
                fits ? ChargingProfileStatus.ACCEPTED : ChargingProfileStatus.REJECTED);
    }

    /** The profile of a RemoteStartTransaction, for the transaction that begins now. */
    void startedWith(int connectorId, ChargingProfile profile) {
        if (isWellFormed(profile)
                && profile.chargingProfilePurpose() == ChargingProfilePurpose.TX_PROFILE) {
            store(connectorId, profile);
        }
    }

    ClearChargingProfile.Response clear(ClearChargingProfile.Request request) {
        boolean any = profiles.removeIf(stored -> matches(stored, request));
        return new ClearChargingProfile.Response(
                any ? ClearChargingProfileStatus.ACCEPTED : ClearChargingProfileStatus.UNKNOWN);
    }

    GetCompositeSchedule.Response composite(GetCompositeSchedule.Request request, Instant now) {
        int connectorId = request.connectorId();
        if (connectorId < 0
                || connectorId > connectors.size()
                || request.duration() < 1
                || request.duration() > LONGEST_SCHEDULE) {
            return new GetCompositeSchedule.Response(
                    GetCompositeScheduleStatus.REJECTED, null, null, null);
        }
        var wished = request.chargingRateUnit();
        var unit = wished == null ? ChargingRateUnit.A : wished;
        var periods = new ArrayList<ChargingSchedulePeriod>();
        for (int second : changes(now, request.duration())) {
            var limit = composite(connectorId, unit, now.plusSeconds(second), now);
            if (periods.isEmpty() || periods.getLast().limit().compareTo(limit) != 0) {
                periods.add(new ChargingSchedulePeriod(second, limit, null));
            }
        }
        return new GetCompositeSchedule.Response(
                GetCompositeScheduleStatus.ACCEPTED,
                connectorId,
                now,
                new ChargingSchedule(request.duration(), null, unit, periods, null));
    }

    /** The seconds from now on at which a limit may be another one: the first, and wherever a profile turns. */
    private SortedSet<Integer> changes(Instant now, int duration) {
        var begins = new HashSet<Instant>();
        begins.add(now);
        for (var connector : connectors) {
            if (connector.transaction != null) {
                begins.add(connector.transaction.start.at());
            }
        }
        var seconds = new TreeSet<Integer>();
        seconds.add(0);
        for (var stored : profiles) {
            var profile = stored.profile();
            var turns = new ArrayList<Instant>();
            turns.add(Objects.requireNonNullElse(profile.validFrom(), now));
            turns.add(Objects.requireNonNullElse(profile.validTo(), now));
            for (var relative : begins) {
                turns.addAll(turns(profile, begin(profile, relative), now, duration));
            }
            for (var turn : turns) {
                // a limit holds from the first full second after it
                long second = -Duration.between(turn, now).toSeconds();
                if (second > 0 && second < duration) {
                    seconds.add((int) second);
                }
            }
        }
        return seconds;
    }

    private static List<Instant> turns(
            ChargingProfile profile, Instant begin, Instant now, int duration) {
        var schedule = profile.chargingSchedule();
        var turns = new ArrayList<Instant>();
        var round = begin;
        if (profile.chargingProfileKind() == ChargingProfileKind.RECURRING) {
            long rounds = Math.floorDiv(Duration.between(begin, now).toSeconds(), cycle(profile));
            round = begin.plusSeconds(Math.max(0, rounds) * cycle(profile));
        }
        do {
            turns.add(round);
            for (var period : schedule.chargingSchedulePeriod()) {
                turns.add(round.plusSeconds(period.startPeriod()));
            }
            if (schedule.duration() != null) {
                turns.add(round.plusSeconds(schedule.duration()));
            }
            round = round.plusSeconds(cycle(profile));
        } while (profile.chargingProfileKind() == ChargingProfileKind.RECURRING
                && round.isBefore(now.plusSeconds(duration)));
        return turns;
    }

    // ---- what happens at the charge point

    void transactionEnded(int connectorId) {
        profiles.removeIf(stored ->
                stored.connectorId() == connectorId
                        && stored.profile().chargingProfilePurpose()
                                == ChargingProfilePurpose.TX_PROFILE);
    }

    /** Watts that the connector may give now; infinite without a profile. All that charge share the maximum equally. */
    double watts(Connector connector, int phasesInUse, Instant now) {
        if (profiles.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        long charging = connectors.stream().filter(c -> c.transaction != null).count();
        double maximum =
                maximum(now, now)
                        .map(active -> active.watts(phasesInUse))
                        .orElse(Double.POSITIVE_INFINITY);
        double own =
                ofTransaction(connector, now, now)
                        .map(active -> active.watts(phasesInUse))
                        .orElse(Double.POSITIVE_INFINITY);
        return Math.min(maximum / Math.max(1, charging), own);
    }

    // ---- the rules

    private boolean store(int connectorId, ChargingProfile profile) {
        var kept =
                profiles.stream()
                        .filter(stored -> !isReplaced(stored, connectorId, profile))
                        .toList();
        if (kept.size() >= configuration.number(ConfigurationKey.MAX_CHARGING_PROFILES_INSTALLED)) {
            return false;
        }
        profiles.clear();
        profiles.addAll(kept);
        profiles.add(new Stored(connectorId, profile));
        return true;
    }

    private static boolean isReplaced(Stored stored, int connectorId, ChargingProfile by) {
        var profile = stored.profile();
        return profile.chargingProfileId() == by.chargingProfileId()
                || (stored.connectorId() == connectorId
                        && profile.stackLevel() == by.stackLevel()
                        && profile.chargingProfilePurpose() == by.chargingProfilePurpose());
    }

    private boolean isWellFormed(ChargingProfile profile) {
        var schedule = profile.chargingSchedule();
        var periods = schedule.chargingSchedulePeriod();
        var unit = schedule.chargingRateUnit() == ChargingRateUnit.A ? "Current" : "Power";
        boolean isOrdered = !periods.isEmpty() && periods.getFirst().startPeriod() == 0;
        for (int i = 1; i < periods.size(); i++) {
            isOrdered &= periods.get(i).startPeriod() > periods.get(i - 1).startPeriod();
        }
        return isOrdered
                && profile.stackLevel() >= 0
                && profile.stackLevel()
                        <= configuration.number(ConfigurationKey.CHARGE_PROFILE_MAX_STACK_LEVEL)
                && periods.size()
                        <= configuration.number(ConfigurationKey.CHARGING_SCHEDULE_MAX_PERIODS)
                && configuration
                        .text(ConfigurationKey.CHARGING_SCHEDULE_ALLOWED_CHARGING_RATE_UNIT)
                        .contains(unit);
    }

    private boolean fitsConnector(int connectorId, ChargingProfile profile) {
        if (connectorId < 0 || connectorId > connectors.size()) {
            return false;
        }
        return switch (profile.chargingProfilePurpose()) {
            case CHARGE_POINT_MAX_PROFILE -> connectorId == 0;
            case TX_DEFAULT_PROFILE -> true;
            case TX_PROFILE -> {
                var running = connectorId == 0 ? null : connectors.get(connectorId - 1).transaction;
                var id = profile.transactionId();
                yield running != null && (id == null || id == running.id);
            }
        };
    }

    private static boolean matches(Stored stored, ClearChargingProfile.Request request) {
        var profile = stored.profile();
        if (request.id() != null) {
            return profile.chargingProfileId() == request.id();
        }
        return (request.connectorId() == null || request.connectorId() == stored.connectorId())
                && (request.chargingProfilePurpose() == null
                        || request.chargingProfilePurpose() == profile.chargingProfilePurpose())
                && (request.stackLevel() == null || request.stackLevel() == profile.stackLevel());
    }

    private BigDecimal composite(
            int connectorId, ChargingRateUnit unit, Instant at, Instant asked) {
        var sum = BigDecimal.ZERO;
        for (var connector : connectors) {
            if (connectorId == 0 || connector.id == connectorId) {
                sum =
                        sum.add(
                                ofTransaction(connector, at, asked)
                                        .map(active -> active.in(unit))
                                        .orElseGet(() -> hardware(connector.outlet, unit)));
            }
        }
        var maximum = maximum(at, asked).map(active -> active.in(unit));
        return maximum.isPresent() ? maximum.get().min(sum) : sum;
    }

    private static BigDecimal hardware(Outlet outlet, ChargingRateUnit unit) {
        double watts = outlet.maxPowerW();
        int phases = outlet.isDirectCurrent() ? 3 : outlet.phases();
        return BigDecimal.valueOf(
                        unit == ChargingRateUnit.W ? watts : watts / phases / Outlet.MAINS_VOLTAGE)
                .setScale(1, RoundingMode.FLOOR);
    }

    private Optional<Active> maximum(Instant at, Instant asked) {
        Instant earliest = null;
        for (var connector : connectors) {
            var running = connector.transaction;
            if (running != null && (earliest == null || running.start.at().isBefore(earliest))) {
                earliest = running.start.at();
            }
        }
        return highest(
                profiles.stream()
                        .filter(s ->
                                s.profile().chargingProfilePurpose()
                                        == ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE)
                        .map(Stored::profile)
                        .toList(),
                at,
                earliest == null ? asked : earliest);
    }

    private Optional<Active> ofTransaction(Connector connector, Instant at, Instant asked) {
        var running = connector.transaction;
        var start = running == null ? asked : running.start.at();
        var own = new ArrayList<ChargingProfile>();
        var defaults = new ArrayList<ChargingProfile>();
        for (var stored : profiles) {
            var profile = stored.profile();
            if (stored.connectorId() == connector.id) {
                if (profile.chargingProfilePurpose() == ChargingProfilePurpose.TX_DEFAULT_PROFILE) {
                    defaults.add(profile);
                } else if (running != null
                        && profile.chargingProfilePurpose() == ChargingProfilePurpose.TX_PROFILE) {
                    own.add(profile);
                }
            }
        }
        for (var stored : profiles) {
            var profile = stored.profile();
            if (stored.connectorId() == 0
                    && profile.chargingProfilePurpose() == ChargingProfilePurpose.TX_DEFAULT_PROFILE
                    && defaults.stream().noneMatch(d -> d.stackLevel() == profile.stackLevel())) {
                defaults.add(profile);
            }
        }
        return highest(own, at, start).or(() -> highest(defaults, at, start));
    }

    private static Optional<Active> highest(
            List<ChargingProfile> candidates, Instant at, Instant relative) {
        return candidates.stream()
                .sorted(Comparator.comparingInt((ChargingProfile p) -> -p.stackLevel()))
                .map(profile -> active(profile, at, relative))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Instant begin(ChargingProfile profile, Instant relative) {
        var begin = profile.chargingSchedule().startSchedule();
        return begin == null || profile.chargingProfileKind() == ChargingProfileKind.RELATIVE
                ? relative
                : begin;
    }

    private static int cycle(ChargingProfile profile) {
        return profile.recurrencyKind() == RecurrencyKind.WEEKLY ? 604_800 : 86_400;
    }

    private static Optional<Active> active(ChargingProfile profile, Instant at, Instant relative) {
        var from = profile.validFrom();
        var to = profile.validTo();
        if ((from != null && at.isBefore(from)) || (to != null && !at.isBefore(to))) {
            return Optional.empty();
        }
        var schedule = profile.chargingSchedule();
        var begin = begin(profile, relative);
        long since = Duration.between(begin, at).toSeconds();
        if (at.isBefore(begin)) {
            return Optional.empty();
        }
        if (profile.chargingProfileKind() == ChargingProfileKind.RECURRING) {
            since %= cycle(profile);
        }
        var duration = schedule.duration();
        if (duration != null && since >= duration) {
            return Optional.empty();
        }
        ChargingSchedulePeriod current = null;
        for (var period : schedule.chargingSchedulePeriod()) {
            if (period.startPeriod() <= since) {
                current = period;
            }
        }
        return current == null
                ? Optional.empty()
                : Optional.of(new Active(current, schedule.chargingRateUnit()));
    }
}
