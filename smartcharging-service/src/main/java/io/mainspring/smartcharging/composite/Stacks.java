package io.mainspring.smartcharging.composite;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.smartcharging.SmartChargingSettings;
import io.mainspring.smartcharging.configuration.KnownChargePoint;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.smartcharging.profile.ProfileViews;
import io.mainspring.smartcharging.schedule.PlacedProfile;
import io.mainspring.smartcharging.schedule.ProfileStack;
import io.mainspring.smartcharging.schedule.RunningTransaction;
import io.mainspring.smartcharging.transactions.RunningTransactions;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** All that decides the limits of a charge point, as we believe it to be. */
@Component
public class Stacks {

    private final ProfileViews profiles;
    private final RunningTransactions transactions;
    private final KnownChargePoints chargePoints;
    private final SmartChargingSettings settings;

    Stacks(
            ProfileViews profiles,
            RunningTransactions transactions,
            KnownChargePoints chargePoints,
            SmartChargingSettings settings) {
        this.profiles = profiles;
        this.transactions = transactions;
        this.chargePoints = chargePoints;
        this.settings = settings;
    }

    /**
     * The profiles and transactions of a charge point. It has as many connectors as it told of, and
     * at least those that have a profile or a transaction.
     */
    public ProfileStack of(String chargePointId) {
        var installed =
                profiles.of(chargePointId).stream()
                        .map(p -> new PlacedProfile(p.connectorId(), p.profile()))
                        .toList();
        var running = runningOn(chargePointId);
        int known = chargePoints.find(chargePointId).map(KnownChargePoint::connectors).orElse(0);
        int connectors =
                IntStream.concat(
                                installed.stream().mapToInt(PlacedProfile::connectorId),
                                running.stream().mapToInt(RunningTransaction::connectorId))
                        .filter(id -> id <= KnownChargePoints.MOST_CONNECTORS_SEEN)
                        .reduce(Math.max(1, known), Math::max);
        return new ProfileStack(installed, running, connectors, settings.nominalVoltage());
    }

    /** The unit that a charge point counts in: A unless it is known to take W alone. */
    ChargingRateUnit unitOf(String chargePointId) {
        var units = chargePoints.limitsOf(chargePointId).units();
        return units.equals(Set.of(ChargingRateUnit.W)) ? ChargingRateUnit.W : ChargingRateUnit.A;
    }

    /** The newest of each connector: an older one beside it has ended without telling. */
    private List<RunningTransaction> runningOn(String chargePointId) {
        var newest = new TreeMap<Integer, RunningTransaction>();
        for (var t : transactions.of(List.of(chargePointId))) {
            newest.putIfAbsent(
                    t.connectorId(),
                    new RunningTransaction(t.connectorId(), t.transactionId(), t.startedAt()));
        }
        return List.copyOf(newest.values());
    }
}
