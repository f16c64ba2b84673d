package io.mainspring.smartcharging.schedule;

import java.util.List;

/**
 * All that decides the limits of one charge point.
 *
 * @param profiles as they are installed; of two with the same purpose, stack level and connector the later one comes
 *     first
 * @param transactions at most one per connector
 * @param connectors how many connectors there are, 1 to this number
 * @param nominalVoltage Volts from phase to neutral, as the area has it (not measured); converts between A and W
 */
public record ProfileStack(
        List<PlacedProfile> profiles,
        List<RunningTransaction> transactions,
        int connectors,
        int nominalVoltage) {

    public ProfileStack {
        profiles = List.copyOf(profiles);
        transactions = List.copyOf(transactions);
        if (connectors < 1 || nominalVoltage < 1) {
            throw new IllegalArgumentException("connectors and nominalVoltage must be positive");
        }
    }
}
