package io.mainspring.smartcharging.schedule;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import io.mainspring.ocpp.v16.type.RecurrencyKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rules read aloud for one instant, with decimals, lists and dates: shares nothing with the implementation it
 * checks.
 */
record SecondBySecond(ProfileStack stack, Instant from, ChargingRateUnit unit) {

    /**
     * @param sixth six times the limit, times the voltage: with it every conversion is exact
     */
    record Exact(BigDecimal sixth, int phases) {

        Exact and(Exact other) {
            return new Exact(sixth.add(other.sixth), Math.max(phases, other.phases));
        }
    }

    /** As the schedule says it: the limit rounded down, and the phases it is meant for. */
    String step(int connectorId, Instant at) {
        return exact(connectorId, at)
                .map(e -> rounded(e) + (e.phases() == 3 ? "" : "/" + e.phases()))
                .orElse("none");
    }

    BigDecimal rounded(Exact exact) {
        return exact.sixth()
                .divide(BigDecimal.valueOf(6L * stack.nominalVoltage()), 1, RoundingMode.FLOOR);
    }

    private Optional<Exact> exact(int connectorId, Instant at) {
        return Stream.of(
                        sum(connectorId, at),
                        purpose(ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE, 0, at))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Exact::sixth));
    }

    /** What all connectors together are allowed by their own profiles; for one connector, what it is. */
    Optional<Exact> sum(int connectorId, Instant at) {
        if (connectorId > 0) {
            return transactional(connectorId, at);
        }
        var limits =
                IntStream.rangeClosed(1, stack.connectors())
                        .mapToObj(connector -> transactional(connector, at))
                        .toList();
        return limits.stream().allMatch(Optional::isPresent)
                ? limits.stream().map(Optional::orElseThrow).reduce(Exact::and)
                : Optional.empty();
    }

    private Optional<Exact> transactional(int connector, Instant at) {
        return purpose(ChargingProfilePurpose.TX_PROFILE, connector, at)
                .or(() -> purpose(ChargingProfilePurpose.TX_DEFAULT_PROFILE, connector, at));
    }

    /** What the purpose alone would allow on this connector. */
    Optional<Exact> purpose(ChargingProfilePurpose purpose, int connector, Instant at) {
        return candidates(purpose, connector)
                .sorted(Comparator.comparingInt((ChargingProfile p) -> -p.stackLevel()))
                .map(profile ->
                        period(profile, at, start(connector, purpose))
                                .map(period -> inUnit(profile, period)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<ChargingProfile> candidates(ChargingProfilePurpose purpose, int connector) {
        var all =
                stack.profiles().stream()
                        .filter(placed -> placed.profile().chargingProfilePurpose() == purpose)
                        .toList();
        var own =
                all.stream()
                        .filter(p -> p.connectorId() == connector)
                        .map(PlacedProfile::profile)
                        .toList();
        return switch (purpose) {
            case CHARGE_POINT_MAX_PROFILE -> all.stream().map(PlacedProfile::profile);
            case TX_DEFAULT_PROFILE ->
                    Stream.concat(
                            own.stream(),
                            all.stream()
                                    .filter(p -> p.connectorId() == 0)
                                    .map(PlacedProfile::profile)
                                    .filter(p ->
                                            own.stream()
                                                    .noneMatch(o ->
                                                            o.stackLevel() == p.stackLevel())));
            case TX_PROFILE -> {
                var running =
                        stack.transactions().stream()
                                .filter(t -> t.connectorId() == connector)
                                .findFirst();
                yield own.stream()
                        .filter(p ->
                                running.isPresent()
                                        && (p.transactionId() == null
                                                || p.transactionId()
                                                        == running.get().transactionId()));
            }
        };
    }

    private Instant start(int connector, ChargingProfilePurpose purpose) {
        var whole = purpose == ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE;
        return stack.transactions().stream()
                .filter(t -> whole || t.connectorId() == connector)
                .map(RunningTransaction::start)
                .min(Comparator.naturalOrder())
                .orElse(from);
    }

    private static Optional<ChargingSchedulePeriod> period(
            ChargingProfile profile, Instant at, Instant relative) {
        if ((profile.validFrom() != null && at.isBefore(profile.validFrom()))
                || (profile.validTo() != null && !at.isBefore(profile.validTo()))) {
            return Optional.empty();
        }
        var schedule = profile.chargingSchedule();
        var start = schedule.startSchedule();
        if (profile.chargingProfileKind() == ChargingProfileKind.RELATIVE || start == null) {
            start = relative;
        }
        if (at.isBefore(start)) {
            return Optional.empty();
        }
        if (profile.chargingProfileKind() == ChargingProfileKind.RECURRING) {
            var step = Duration.ofDays(profile.recurrencyKind() == RecurrencyKind.DAILY ? 1 : 7);
            while (!at.isBefore(start.plus(step))) {
                start = start.plus(step);
            }
        }
        var since = Duration.between(start, at);
        if (schedule.duration() != null
                && since.compareTo(Duration.ofSeconds(schedule.duration())) >= 0) {
            return Optional.empty();
        }
        return schedule.chargingSchedulePeriod().stream()
                .filter(period -> Duration.ofSeconds(period.startPeriod()).compareTo(since) <= 0)
                .reduce((_, later) -> later);
    }

    private Exact inUnit(ChargingProfile profile, ChargingSchedulePeriod period) {
        var phases = period.numberPhases() == null ? 3 : period.numberPhases();
        var voltage = BigDecimal.valueOf(stack.nominalVoltage());
        var sixth = period.limit().multiply(BigDecimal.valueOf(6)).multiply(voltage);
        var factor = voltage.multiply(BigDecimal.valueOf(phases));
        if (profile.chargingSchedule().chargingRateUnit() == unit) {
            return new Exact(sixth, phases);
        }
        return new Exact(
                unit == ChargingRateUnit.W ? sixth.multiply(factor) : sixth.divide(factor), phases);
    }

    /** Every second of the window, for a comparison in one assertion. */
    List<String> everySecond(int connectorId, int seconds) {
        return IntStream.range(0, seconds)
                .mapToObj(second -> second + ": " + step(connectorId, from.plusSeconds(second)))
                .toList();
    }
}
