package io.mainspring.smartcharging.site;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps ledgers: what was observed and what is ordered goes in, the ledger as of now comes out. Pure. */
final class Bookkeeping {

    private Bookkeeping() {}

    /** @param before null: nothing is written of this charge point */
    static SiteState.Position position(
            Observed observed,
            @Nullable MemberLedger before,
            SiteSettings settings,
            GridLimit limit,
            Instant now) {
        var charging = observed.charging();
        var equipment = observed.equipment();
        int connectors =
                Math.max(
                        equipment.connectors(),
                        charging.isEmpty() ? 0 : Collections.max(charging.keySet()));
        var member =
                observed.member()
                        .having(
                                connectors,
                                Objects.requireNonNullElse(
                                        equipment.onlyUnit(), observed.member().rateUnit()));
        var ledger = before == null ? begun(observed, member) : before.stays().as(member);
        for (var notice : observed.notices()) {
            ledger = noted(ledger, notice, now);
        }
        ledger =
                ledger.waited(now)
                        .converting(limit.wattsPerAmpere())
                        .connection(observed.connection(), now);
        for (int id = 1; id <= ledger.connectors().size(); id++) {
            var measured = observed.measured().get(id);
            ledger =
                    ledger.runs(id, charging.get(id))
                            .connector(id, connector -> judged(settings, connector, measured, now));
        }
        return new SiteState.Position(
                member.having(ledger.connectors().size(), member.rateUnit()),
                ledger,
                Objects.requireNonNullElse(equipment.maxStackLevel(), 0),
                Math.max(
                        1,
                        Objects.requireNonNullElse(
                                equipment.maxPeriods(), SiteState.Position.ANY_PERIODS)));
    }

    static MemberLedger noted(MemberLedger ledger, Notice notice, Instant now) {
        return switch (notice) {
            case Notice.Ended ended -> ledger.ended(ended.orderId(), ended.verdict(), now);
            case Notice.Given given -> ledger.given(given.profile());
            case Notice.Taken taken -> ledger.taken(taken.criteria(), taken.isSure(), now);
            case Notice.Stirred _, Notice.Retired _ -> ledger;
        };
    }

    /** Writes an order down, which comes before sending it. */
    static MemberLedger entered(
            MemberLedger ledger, UUID orderId, Order order, GridLimit limit, Instant now) {
        return switch (order) {
            case Order.PlaceDefault place ->
                    ledger.writtenIn(place.member().rateUnit(), limit.wattsPerAmpere())
                            .orderedDefault(orderId, place.tenths(), place.stackLevel(), now);
            case Order.Allow allow ->
                    ledger.writtenIn(allow.member().rateUnit(), limit.wattsPerAmpere())
                            .connector(
                                    allow.connectorId(),
                                    connector ->
                                            connector.ordered(
                                                    orderId,
                                                    allow.allowance(),
                                                    allow.stackLevel(),
                                                    now));
            case Order.Clear clear -> ledger.orderedClearing(orderId, clear.profileId(), now);
        };
    }

    /** A transaction that runs already may have any profile: it counts with the hardware's maximum until it has ours. */
    private static MemberLedger begun(Observed observed, Member member) {
        var ledger = MemberLedger.unknown(member);
        for (var profile : observed.believed()) {
            ledger = ledger.given(profile);
        }
        for (var running : observed.charging().entrySet()) {
            ledger =
                    ledger.given(
                            Foreign.unknown(running.getKey(), running.getValue().transactionId()));
        }
        return ledger;
    }

    /** No more often than the interval says, so that shares do not follow every flicker. */
    private static ConnectorLedger judged(
            SiteSettings settings,
            ConnectorLedger connector,
            Demand.@Nullable Measured measured,
            Instant now) {
        var allowance = connector.settled();
        var last = connector.judgedAt();
        if (connector.charging() == null
                || allowance == null
                || (last != null && now.isBefore(last.plusSeconds(settings.interval())))) {
            return connector;
        }
        return connector.judged(
                Demand.judge(
                        measured, allowance.at(now), connector.raisedAt(), connector.cap(), now),
                now);
    }
}
