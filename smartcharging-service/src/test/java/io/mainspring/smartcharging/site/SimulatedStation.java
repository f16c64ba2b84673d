package io.mainspring.smartcharging.site;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.smartcharging.schedule.CompositeSchedule;
import io.mainspring.smartcharging.schedule.PlacedProfile;
import io.mainspring.smartcharging.schedule.ProfileStack;
import io.mainspring.smartcharging.schedule.RunningTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A charge point that obeys what it accepted, by a clock of its own. */
final class SimulatedStation {

    private static final int VOLTS = 230;

    /** As its operator said. */
    Member member;

    final int connectors;
    final Duration clockError;
    final List<PlacedProfile> profiles = new ArrayList<>();
    final Map<Integer, RunningTransaction> transactions = new HashMap<>();

    /** What its cars would draw if they might. */
    long appetite = 320;

    /** From how many phases its cars draw. */
    int phases = 3;

    boolean isConnected;

    /** It has no smart charging. */
    boolean refuses;

    SimulatedStation(Member member, int connectors, Duration clockError) {
        this.member = member;
        this.connectors = connectors;
        this.clockError = clockError;
    }

    String id() {
        return member.chargePointId();
    }

    boolean isBusy() {
        return !transactions.isEmpty();
    }

    boolean install(int connectorId, ChargingProfile profile) {
        if (refuses) {
            return false;
        }
        if (profile.chargingProfilePurpose() == ChargingProfilePurpose.TX_PROFILE) {
            var running = transactions.get(connectorId);
            if (running == null
                    || !Objects.equals(profile.transactionId(), running.transactionId())) {
                return false;
            }
        }
        profiles.removeIf(placed ->
                placed.profile().chargingProfileId() == profile.chargingProfileId()
                        || (placed.connectorId() == connectorId
                                && placed.profile().stackLevel() == profile.stackLevel()
                                && placed.profile().chargingProfilePurpose()
                                        == profile.chargingProfilePurpose()));
        profiles.add(new PlacedProfile(connectorId, profile));
        return true;
    }

    /** @return whether there was one */
    boolean clear(int profileId) {
        return profiles.removeIf(placed -> placed.profile().chargingProfileId() == profileId);
    }

    void starts(int connectorId, int transactionId, Instant now) {
        transactions.put(
                connectorId,
                new RunningTransaction(connectorId, transactionId, now.plus(clockError)));
    }

    void stops(int connectorId) {
        transactions.remove(connectorId);
        profiles.removeIf(placed -> placed.connectorId() == connectorId && isTx(placed));
    }

    /** Its TxProfiles lie in memory only; its transactions go on. */
    void reboots() {
        profiles.removeIf(SimulatedStation::isTx);
    }

    /** Tenths of an ampere that all its transactions may draw, as the grid limit counts. */
    long limit(Instant now, GridLimit.Unit unit) {
        return transactions.keySet().stream().mapToLong(c -> limit(c, now, unit)).sum();
    }

    long limit(int connectorId, Instant now, GridLimit.Unit unit) {
        if (!transactions.containsKey(connectorId)) {
            return 0;
        }
        var stack =
                new ProfileStack(profiles, List.copyOf(transactions.values()), connectors, VOLTS);
        var at = now.plus(clockError);
        boolean isInWatts = member.rateUnit() == Member.RateUnit.W;
        BigDecimal limit =
                CompositeSchedule.limitAt(
                        stack,
                        connectorId,
                        at,
                        isInWatts ? ChargingRateUnit.W : ChargingRateUnit.A);
        long tenths = member.maxTenths();
        if (limit != null) {
            long told = Amperes.tenths(limit);
            tenths = Math.min(tenths, isInWatts ? told / ((long) VOLTS * phases) : told);
        }
        return unit == GridLimit.Unit.A ? tenths : tenths * phases / 3;
    }

    long draws(int connectorId, Instant now) {
        return Math.min(appetite, limit(connectorId, now, GridLimit.Unit.A));
    }

    private static boolean isTx(PlacedProfile placed) {
        return placed.profile().chargingProfilePurpose() == ChargingProfilePurpose.TX_PROFILE;
    }
}
