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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A charge point with one connector that obeys what it accepted, by a clock of its own. */
final class SimulatedStation {

    final Member member;
    final Duration clockError;
    final List<PlacedProfile> profiles = new ArrayList<>();
    @Nullable RunningTransaction transaction;

    /** What its car would draw if it might. */
    long appetite = 320;

    boolean isConnected;

    SimulatedStation(Member member, Duration clockError) {
        this.member = member;
        this.clockError = clockError;
    }

    boolean install(int connectorId, ChargingProfile profile) {
        if (profile.chargingProfilePurpose() == ChargingProfilePurpose.TX_PROFILE) {
            var running = transaction;
            if (running == null
                    || profile.transactionId() == null
                    || profile.transactionId() != running.transactionId()) {
                return false;
            }
        }
        profiles.removeIf(placed ->
                placed.profile().chargingProfileId() == profile.chargingProfileId()
                        || placed.connectorId() == connectorId
                                && placed.profile().stackLevel() == profile.stackLevel()
                                && placed.profile().chargingProfilePurpose()
                                        == profile.chargingProfilePurpose());
        profiles.add(new PlacedProfile(connectorId, profile));
        return true;
    }

    void starts(int transactionId, Instant now) {
        transaction = new RunningTransaction(1, transactionId, now.plus(clockError));
    }

    void stops() {
        transaction = null;
        profiles.removeIf(placed ->
                placed.profile().chargingProfilePurpose() == ChargingProfilePurpose.TX_PROFILE);
    }

    /** The limit in force for what charges here, tenths of an ampere; 0 if nothing does. */
    long limit(Instant now) {
        var running = transaction;
        if (running == null) {
            return 0;
        }
        var stack = new ProfileStack(profiles, List.of(running), 1, 230);
        BigDecimal limit =
                CompositeSchedule.limitAt(stack, 1, now.plus(clockError), ChargingRateUnit.A);
        return limit == null
                ? member.maxTenths()
                : Math.min(member.maxTenths(), Amperes.tenths(limit));
    }

    long draws(Instant now) {
        return transaction == null ? 0 : Math.min(appetite, limit(now));
    }
}
