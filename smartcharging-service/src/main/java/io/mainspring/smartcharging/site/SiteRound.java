package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.site.MeasuredCurrents.Measurement;
import io.mainspring.smartcharging.site.MeasuredCurrents.Place;
import io.mainspring.smartcharging.transactions.RunningTransaction;
import io.mainspring.smartcharging.transactions.RunningTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One look at one site: brings its ledgers up to date, decides, and writes each order down before it may be sent. Belongs
 * inside a transaction; the site is this replica's alone until that ends.
 */
@Component
class SiteRound {

    private final JdbcClient sql;
    private final Ledgers ledgers;
    private final RunningTransactions transactions;
    private final Sightings sightings;
    private final MeasuredCurrents currents;

    SiteRound(
            JdbcClient sql,
            Ledgers ledgers,
            RunningTransactions transactions,
            Sightings sightings,
            MeasuredCurrents currents) {
        this.sql = sql;
        this.ledgers = ledgers;
        this.transactions = transactions;
        this.sightings = sightings;
        this.currents = currents;
    }

    /** An order that is written down. */
    record Issued(UUID orderId, Order order) {}

    /**
     * What is to be done after the commit.
     *
     * @param shares what has settled; null while something is under way
     */
    record Result(List<Issued> orders, @Nullable List<SiteEvent.Share> shares) {
        static final Result NOTHING = new Result(List.of(), null);
    }

    Result run(SiteView site, Instant now) {
        if (!isOurs(site.siteId())) {
            return Result.NOTHING;
        }
        var before = ledgers.lock(site.siteId());
        var positions = positions(site, before, now);
        var issued = new ArrayList<Issued>();
        var after = new HashMap<String, MemberLedger>();
        positions.forEach(p -> after.put(p.member().chargePointId(), p.ledger()));
        for (var order :
                Regulation.decide(
                        new SiteState(site.settings(), site.gridLimit(), positions), now)) {
            var id = UUID.randomUUID();
            issued.add(new Issued(id, order));
            after.computeIfPresent(
                    order.member().chargePointId(), (_, ledger) -> entered(ledger, id, order, now));
        }
        after.values()
                .forEach(ledger -> {
                    if (!ledger.equals(before.get(ChargePointKey.of(ledger.chargePointId())))) {
                        ledgers.write(site.siteId(), ledger);
                    }
                });
        boolean isSettled =
                after.values().stream()
                        .flatMap(ledger -> ledger.connectors().stream())
                        .allMatch(connector -> connector.pending() == null);
        return new Result(issued, isSettled ? shares(positions, now) : null);
    }

    /** What all that charges may draw now, by charge point and connector. */
    static List<SiteEvent.Share> shares(List<SiteState.Position> positions, Instant now) {
        var shares = new ArrayList<SiteEvent.Share>();
        for (var position : positions) {
            for (var connector : position.ledger().connectors()) {
                var charging = connector.charging();
                if (charging != null) {
                    shares.add(
                            new SiteEvent.Share(
                                    position.member().chargePointId(),
                                    connector.connectorId(),
                                    charging.transactionId(),
                                    Amperes.of(
                                            position.ledger()
                                                    .worst(
                                                            position.member(),
                                                            connector,
                                                            now,
                                                            Duration.ZERO))));
                }
            }
        }
        return shares;
    }

    /** Members in the order of the site, with ledgers as of now. */
    private List<SiteState.Position> positions(
            SiteView site, Map<String, MemberLedger> known, Instant now) {
        var ids = site.members().stream().map(Member::chargePointId).toList();
        var connected = sightings.connected(ids);
        var running = newestPerConnector(ids);
        var measured = currents.of(site.siteId());
        var positions = new ArrayList<SiteState.Position>();
        for (var member : site.members()) {
            var key = ChargePointKey.of(member.chargePointId());
            var ledger = known.getOrDefault(key, MemberLedger.unknown(member)).as(member);
            ledger = ledger.waited(now).connection(connected.contains(key));
            for (int id = 1; id <= member.connectors(); id++) {
                var place = new Place(key, id);
                var transaction = running.get(place);
                var charging =
                        transaction == null
                                ? null
                                : new ConnectorLedger.Charging(
                                        transaction.transactionId(), transaction.receivedAt());
                var measurement = measured.get(place);
                ledger =
                        ledger.connector(
                                id,
                                connector ->
                                        judged(site, connector.runs(charging), measurement, now));
            }
            positions.add(new SiteState.Position(member, ledger));
        }
        return positions;
    }

    /** No more often than the interval says, so that shares do not follow every flicker. */
    private static ConnectorLedger judged(
            SiteView site,
            ConnectorLedger connector,
            @Nullable Measurement measurement,
            Instant now) {
        var allowance = connector.settled();
        var last = connector.judgedAt();
        if (connector.charging() == null
                || allowance == null
                || last != null && now.isBefore(last.plusSeconds(site.settings().interval()))) {
            return connector;
        }
        var measured =
                measurement == null
                        ? null
                        : new Demand.Measured(
                                Amperes.tenths(measurement.current()), measurement.at());
        return connector.judged(
                Demand.judge(
                        measured, allowance.at(now), connector.raisedAt(), connector.cap(), now),
                now);
    }

    private Map<Place, RunningTransaction> newestPerConnector(List<String> chargePointIds) {
        var newest = new HashMap<Place, RunningTransaction>();
        for (var transaction : transactions.of(chargePointIds)) {
            newest.putIfAbsent(
                    new Place(
                            ChargePointKey.of(transaction.chargePointId()),
                            transaction.connectorId()),
                    transaction);
        }
        return newest;
    }

    private static MemberLedger entered(MemberLedger ledger, UUID id, Order order, Instant now) {
        return switch (order) {
            case Order.PlaceDefault place -> ledger.orderedDefault(id, place.tenths(), now);
            case Order.Allow allow ->
                    ledger.connector(
                            allow.connectorId(),
                            connector -> connector.ordered(id, allow.allowance(), now));
        };
    }

    private boolean isOurs(String siteId) {
        return sql.sql("select pg_try_advisory_xact_lock(hashtextextended('site ' || ?, 0))")
                .param(siteId)
                .query(Boolean.class)
                .single();
    }
}
