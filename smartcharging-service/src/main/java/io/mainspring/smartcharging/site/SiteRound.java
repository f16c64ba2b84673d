package io.mainspring.smartcharging.site;

import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.smartcharging.ChargePointKey;
import io.mainspring.smartcharging.profile.ProfileCommands;
import io.mainspring.smartcharging.profile.ProfileViews;
import io.mainspring.smartcharging.site.MeasuredCurrents.Place;
import io.mainspring.smartcharging.transactions.RunningTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/**
 * One look at one site: brings its ledgers up to date, decides, writes each order down and hands it over. Belongs inside
 * a poll's transaction, in whose commit the calls are written down too: what is not in a ledger is not sent. The site is
 * this transaction's alone until that commit.
 */
@Component
class SiteRound {

    private static final Logger log = LoggerFactory.getLogger(SiteRound.class);

    private static final Duration LATE = Duration.ofMinutes(5);

    /** Meter values of its time offline come right behind the start. */
    private static final Duration QUEUE_DRAINS = Duration.ofSeconds(60);

    /** An order is about now; it must not reach a charge point that comes back later. */
    private static final Duration ORDERS_MAY_WAIT = Duration.ofSeconds(5);

    private final SiteViews sites;
    private final Rounds rounds;
    private final Claims claims;
    private final Ledgers ledgers;
    private final Notices notices;
    private final RunningTransactions transactions;
    private final Sightings sightings;
    private final MeasuredCurrents currents;
    private final Equipments equipments;
    private final ProfileViews beliefs;
    private final ProfileCommands profiles;
    private final CommandGateway commands;

    SiteRound(
            SiteViews sites,
            Rounds rounds,
            Claims claims,
            Ledgers ledgers,
            Notices notices,
            RunningTransactions transactions,
            Sightings sightings,
            MeasuredCurrents currents,
            Equipments equipments,
            ProfileViews beliefs,
            ProfileCommands profiles,
            CommandGateway commands) {
        this.sites = sites;
        this.rounds = rounds;
        this.claims = claims;
        this.ledgers = ledgers;
        this.notices = notices;
        this.transactions = transactions;
        this.sightings = sightings;
        this.currents = currents;
        this.equipments = equipments;
        this.beliefs = beliefs;
        this.profiles = profiles;
        this.commands = commands;
    }

    /** Everything is read after the site is locked: what was decided before counts. */
    void run(String siteId, Instant now) {
        var last = rounds.lock(siteId).orElse(null);
        if (last == null) {
            return;
        }
        var site = sites.find(siteId).orElse(null);
        var claimed = claims.of(siteId);
        if (site == null) {
            end(siteId, claimed);
            return;
        }
        var members =
                site.members().stream()
                        .filter(m -> claimed.contains(key(m.chargePointId())))
                        .toList();
        var keys = members.stream().map(m -> key(m.chargePointId())).toList();
        var before = ledgers.lock(keys);
        ledgers.letGo(siteId, keys);
        var heard = notices.take(keys);
        var retired = retired(members, heard);
        if (!retired.isEmpty()) {
            dismiss(siteId, retired);
            members =
                    members.stream()
                            .filter(m -> !retired.contains(key(m.chargePointId())))
                            .toList();
        }
        var positions = positions(site, members, before, heard, now);
        var state = new SiteState(site.settings(), site.gridLimit(), positions);
        var after = ordered(site, state, now);
        after.forEach((key, ledger) -> {
            if (!ledger.equals(before.get(key))) {
                ledgers.write(siteId, ledger);
            }
        });
        var settled = state.with(after);
        var findings = findings(settled, now);
        warn(siteId, last.findings(), findings);
        var shares = shares(settled, last.shares(), now);
        if (!shares.equals(last.shares())) {
            commands.sendAndWait(
                    new SiteCommand.RecordAllocation(
                            siteId, now, Amperes.of(site.gridLimit().at(now)), shares));
        }
        rounds.finish(site, new Rounds.Round(shares, findings), NextLook.after(settled, now));
    }

    /** Frees those that are in no site any more: what stays in them would throttle them for ever. */
    void release(Instant now) {
        var leaving = ledgers.lockLeaving();
        var keys = leaving.stream().map(Ledgers.Leaving::chargePointKey).toList();
        var heard = keys.isEmpty() ? Map.<String, List<Notice>>of() : notices.take(keys);
        var connected = keys.isEmpty() ? Map.<String, Long>of() : sightings.connected(keys);
        for (var one : leaving) {
            var key = one.chargePointKey();
            var ledger = one.ledger().leaves();
            boolean isRetired = false;
            for (var notice : heard.getOrDefault(key, List.of())) {
                ledger = Bookkeeping.noted(ledger, notice, now);
                isRetired |= notice instanceof Notice.Retired;
            }
            ledger = ledger.waited(now).connection(connected.get(key), now);
            var left = ledger.leaving();
            if (isRetired || left == null || left.isEmpty()) {
                ledgers.remove(key);
                continue;
            }
            for (int profileId : ledger.clearable(left, now)) {
                var orderId = UUID.randomUUID();
                ledger = ledger.orderedClearing(orderId, profileId, now);
                clear(ledger.chargePointId(), profileId, new OrderName(one.siteId(), orderId));
            }
            if (!ledger.equals(one.ledger())) {
                ledgers.writeLeaving(new Ledgers.Leaving(key, one.siteId(), ledger));
            }
        }
    }

    /** A site that was deleted, or that cannot be read yet. */
    private void end(String siteId, Set<String> claimed) {
        if (claimed.isEmpty()) {
            ledgers.letGo(siteId, List.of());
            rounds.end(siteId);
        }
    }

    private static Set<String> retired(List<Member> members, Map<String, List<Notice>> heard) {
        var retired = new HashSet<String>();
        for (var member : members) {
            var key = key(member.chargePointId());
            if (heard.getOrDefault(key, List.of()).stream()
                    .anyMatch(Notice.Retired.class::isInstance)) {
                retired.add(key);
            }
        }
        return retired;
    }

    private void dismiss(String siteId, Set<String> retired) {
        claims.release(siteId, retired);
        for (var key : retired) {
            ledgers.remove(key);
            commands.sendAndWait(new SiteCommand.Leave(siteId, key));
        }
    }

    /** Members in the order of the site, with ledgers as of now. */
    private List<SiteState.Position> positions(
            SiteView site,
            List<Member> members,
            Map<String, MemberLedger> known,
            Map<String, List<Notice>> heard,
            Instant now) {
        var ids = members.stream().map(Member::chargePointId).toList();
        var keys = ids.stream().map(SiteRound::key).toList();
        var connected = sightings.connected(keys);
        var measured = currents.of(keys);
        var charging = charging(ids, measured);
        var equipment = equipments.of(keys);
        return members.stream()
                .map(member -> {
                    var key = key(member.chargePointId());
                    var before = known.get(key);
                    return Bookkeeping.position(
                            new Observed(
                                    member,
                                    equipment.getOrDefault(key, Equipment.UNKNOWN),
                                    connected.get(key),
                                    charging.getOrDefault(key, Map.of()),
                                    MeasuredCurrents.measured(measured, key),
                                    heard.getOrDefault(key, List.of()),
                                    before == null ? believed(member.chargePointId()) : List.of()),
                            before,
                            site.settings(),
                            site.gridLimit(),
                            now);
                })
                .toList();
    }

    /** Decides, and hands the orders over. */
    private Map<String, MemberLedger> ordered(SiteView site, SiteState state, Instant now) {
        var after = new HashMap<String, MemberLedger>();
        state.positions().forEach(p -> after.put(key(p.member().chargePointId()), p.ledger()));
        for (var order : Regulation.decide(state, now)) {
            var id = UUID.randomUUID();
            after.computeIfPresent(
                    key(order.member().chargePointId()),
                    (_, ledger) -> Bookkeeping.entered(ledger, id, order, site.gridLimit(), now));
            send(site, order, new OrderName(site.siteId(), id), now);
        }
        return after;
    }

    private void send(SiteView site, Order order, OrderName name, Instant now) {
        var id = order.member().chargePointId();
        switch (order) {
            case Order.PlaceDefault place ->
                    profiles.install(
                            id,
                            0,
                            SiteProfiles.defaultProfile(place, site.gridLimit()),
                            name.text(),
                            ORDERS_MAY_WAIT);
            case Order.Allow allow ->
                    profiles.install(
                            id,
                            allow.connectorId(),
                            SiteProfiles.txProfile(allow, site.gridLimit(), now),
                            name.text(),
                            ORDERS_MAY_WAIT);
            case Order.Clear clear -> clear(id, clear.profileId(), name);
        }
    }

    private void clear(String chargePointId, int profileId, OrderName name) {
        profiles.clear(
                chargePointId,
                new ClearChargingProfile.Request(profileId, null, null, null),
                name.text(),
                ORDERS_MAY_WAIT);
    }

    /** What all that charges may draw; as before while something is under way. */
    private static List<SiteEvent.Share> shares(
            SiteState state, @Nullable List<SiteEvent.Share> last, Instant now) {
        boolean isSettled =
                state.positions().stream()
                        .flatMap(position -> position.ledger().connectors().stream())
                        .allMatch(connector -> connector.pending() == null);
        if (!isSettled) {
            return last == null ? List.of() : last;
        }
        var shares = new ArrayList<SiteEvent.Share>();
        for (var position : state.positions()) {
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
                                                    .share(position.member(), connector, now))));
                }
            }
        }
        return shares;
    }

    private static Rounds.Findings findings(SiteState state, Instant now) {
        long safe = state.settings().safeTenths(state.limit(), state.members(), now);
        long worst = 0;
        int unsecured = 0;
        int refusing = 0;
        for (var position : state.positions()) {
            var ledger = position.ledger();
            boolean isRefusing =
                    ledger.lastVerdict() == Verdict.REFUSED
                            || ledger.lastVerdict() == Verdict.FAILED;
            for (var connector : ledger.connectors()) {
                worst +=
                        ledger.worst(
                                position.member(), connector, now, state.settings().tolerance());
                isRefusing |= connector.isRefusing(now);
            }
            unsecured += ledger.isSecured(safe) ? 0 : 1;
            refusing += isRefusing ? 1 : 0;
        }
        return new Rounds.Findings(
                Amperes.of(worst), Amperes.of(state.limit().at(now)), unsecured, refusing);
    }

    private static void warn(String siteId, Rounds.Findings before, Rounds.Findings now) {
        if (before.isAboveLimit() != now.isAboveLimit()) {
            log.atLevel(now.isAboveLimit() ? Level.WARN : Level.INFO)
                    .log(
                            "site {} its limit site={} worstCase={} limit={} unsecured={} refusing={}",
                            now.isAboveLimit() ? "may draw more than" : "is again within",
                            siteId,
                            now.worstCase(),
                            now.gridLimit(),
                            now.unsecured(),
                            now.refusing());
        } else if (now.refusing() > before.refusing()) {
            log.warn(
                    "charge points refuse a site's orders site={} refusing={}",
                    siteId,
                    now.refusing());
        }
    }

    private List<Foreign> believed(String chargePointId) {
        return beliefs.of(chargePointId).stream()
                .filter(p -> !SiteProfiles.isOurs(p.profile().chargingProfileId()))
                .flatMap(p -> Foreign.of(p.connectorId(), p.profile()).stream())
                .toList();
    }

    /**
     * The newest transaction of each connector. A start from an offline queue may have its stop behind it, and gets no
     * TxProfile (OCPP 1.6 §5.16.1) before meter values that come later show that it runs. Until then the default holds.
     */
    private Map<String, Map<Integer, ConnectorLedger.Charging>> charging(
            Collection<String> chargePointIds, Map<Place, MeasuredCurrents.Heard> measured) {
        var seen = new HashSet<Place>();
        var charging = new HashMap<String, Map<Integer, ConnectorLedger.Charging>>();
        for (var running : transactions.of(chargePointIds)) {
            var place = new Place(key(running.chargePointId()), running.connectorId());
            if (!seen.add(place)) {
                continue;
            }
            var heard = measured.get(place);
            boolean mayBeOver =
                    running.wasReportedLate(LATE)
                            && (heard == null
                                    || heard.at()
                                            .isBefore(running.receivedAt().plus(QUEUE_DRAINS)));
            if (!mayBeOver) {
                charging.computeIfAbsent(place.chargePointKey(), _ -> new HashMap<>())
                        .put(
                                place.connectorId(),
                                new ConnectorLedger.Charging(
                                        running.transactionId(), running.receivedAt()));
            }
        }
        return charging;
    }

    private static String key(String chargePointId) {
        return ChargePointKey.of(chargePointId);
    }
}
