package io.mainspring.smartcharging.schedule;

import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import org.jspecify.annotations.Nullable;

/**
 * The limit of one connector, or of the whole charge point for connector 0, at any instant: the lower one of what the
 * charge point's maximum and the transaction's limit allow.
 */
final class Limits {

    private final Rate rate;
    private final Ranking maximum = new Ranking();

    /** Two rankings for each connector that counts: TxProfile, then TxDefaultProfile. */
    private final Ranking[] transactional;

    private final Moment addend = new Moment();

    Limits(ProfileStack stack, int connectorId, long from, ChargingRateUnit unit) {
        rate = new Rate(unit, stack.nominalVoltage());
        addMaximum(stack, from);
        int connectors = connectorId == 0 ? stack.connectors() : 1;
        transactional = new Ranking[2 * connectors];
        for (int i = 0; i < connectors; i++) {
            int connector = connectorId == 0 ? i + 1 : connectorId;
            var transaction = transactionOn(stack, connector);
            long start = transaction == null ? from : transaction.start().toEpochMilli();
            transactional[2 * i] = ofTransaction(stack, connector, transaction, start);
            transactional[2 * i + 1] = defaults(stack, connector, start);
        }
    }

    /** The moment's limit is in parts, which {@link #tenths} reads. */
    void readAt(long at, Moment moment) {
        moment.reset();
        maximum.readAt(at, moment, rate);
        addend.reset();
        long sum = 0;
        int phases = 1;
        for (int i = 0; i < transactional.length; i += 2) {
            addend.parts = Moment.NO_LIMIT;
            if (!transactional[i].readAt(at, addend, rate)) {
                transactional[i + 1].readAt(at, addend, rate);
            }
            sum =
                    addend.isLimited() && sum != Moment.NO_LIMIT
                            ? sum + addend.parts
                            : Moment.NO_LIMIT;
            phases = Math.max(phases, addend.phases);
        }
        moment.holdsUntil(addend.until);
        if (sum != Moment.NO_LIMIT && sum <= moment.parts) {
            moment.parts = sum;
            moment.phases = phases;
        }
    }

    /** The moment's limit in tenths of the unit, rounded down; {@link Moment#NO_LIMIT} if there is none. */
    long tenths(Moment moment) {
        return rate.tenths(moment.parts);
    }

    private void addMaximum(ProfileStack stack, long from) {
        long start = Long.MAX_VALUE;
        for (var transaction : stack.transactions()) {
            start = Math.min(start, transaction.start().toEpochMilli());
        }
        for (var placed : stack.profiles()) {
            if (has(placed, ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE)) {
                maximum.add(new Course(placed.profile(), start == Long.MAX_VALUE ? from : start));
            }
        }
    }

    private static Ranking ofTransaction(
            ProfileStack stack,
            int connector,
            @Nullable RunningTransaction transaction,
            long start) {
        var ranking = new Ranking();
        if (transaction == null) {
            return ranking;
        }
        for (var placed : stack.profiles()) {
            if (placed.connectorId() == connector
                    && has(placed, ChargingProfilePurpose.TX_PROFILE)) {
                var id = placed.profile().transactionId();
                if (id == null || id == transaction.transactionId()) {
                    ranking.add(new Course(placed.profile(), start));
                }
            }
        }
        return ranking;
    }

    /** A default of the connector itself stands in for the one of connector 0 with its level. */
    private static Ranking defaults(ProfileStack stack, int connector, long start) {
        var ranking = new Ranking();
        for (var placed : stack.profiles()) {
            if (placed.connectorId() == connector
                    && has(placed, ChargingProfilePurpose.TX_DEFAULT_PROFILE)) {
                ranking.add(new Course(placed.profile(), start));
            }
        }
        var ofAll = new Ranking();
        for (var placed : stack.profiles()) {
            if (placed.connectorId() == 0
                    && has(placed, ChargingProfilePurpose.TX_DEFAULT_PROFILE)
                    && !ranking.holdsLevel(placed.profile().stackLevel())) {
                ofAll.add(new Course(placed.profile(), start));
            }
        }
        ranking.addAll(ofAll);
        return ranking;
    }

    private static @Nullable RunningTransaction transactionOn(ProfileStack stack, int connector) {
        for (var transaction : stack.transactions()) {
            if (transaction.connectorId() == connector) {
                return transaction;
            }
        }
        return null;
    }

    private static boolean has(PlacedProfile placed, ChargingProfilePurpose purpose) {
        return placed.profile().chargingProfilePurpose() == purpose;
    }
}
