package io.mainspring.smartcharging.site;

import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.smartcharging.profile.ProfileCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at every site once a second, on one replica at a time. Orders are committed before they are sent: after a crash
 * between the two they count as possibly in force, and are given up after a while.
 */
@Component
class SiteControl {

    private static final Logger log = LoggerFactory.getLogger(SiteControl.class);

    /** An order is about now; it must not reach a charge point that comes back later. */
    private static final Duration ORDERS_MAY_WAIT = Duration.ofSeconds(5);

    /** What a charge point keeps of a site that it has left would throttle it for ever. */
    private static final Duration CLEARING_MAY_WAIT = Duration.ofDays(7);

    private final SiteViews sites;
    private final SiteRound round;
    private final Ledgers ledgers;
    private final ProfileCommands profiles;
    private final KnownChargePoints chargePoints;
    private final CommandGateway commands;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** What was recorded last, to spare the aggregate; it would notice a repetition itself. */
    private final Map<String, List<SiteEvent.Share>> recorded = new ConcurrentHashMap<>();

    SiteControl(
            SiteViews sites,
            SiteRound round,
            Ledgers ledgers,
            ProfileCommands profiles,
            KnownChargePoints chargePoints,
            CommandGateway commands,
            TransactionTemplate transaction,
            Clock clock) {
        this.sites = sites;
        this.round = round;
        this.ledgers = ledgers;
        this.profiles = profiles;
        this.chargePoints = chargePoints;
        this.commands = commands;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${mainspring.smartcharging.site-look:PT1S}")
    void look() {
        release();
        for (var site : sites.all()) {
            try {
                regulate(site, clock.instant());
            } catch (RuntimeException e) {
                log.error("site could not be regulated site={}", site.siteId(), e);
            }
        }
    }

    private void regulate(SiteView site, Instant now) {
        var result = transaction.execute(_ -> round.run(site, now));
        for (var issued : result.orders()) {
            send(site, issued, now);
        }
        var shares = result.shares();
        if (result.orders().isEmpty()
                && shares != null
                && !shares.equals(recorded.get(site.siteId()))) {
            record(site, shares, now);
        }
    }

    private void send(SiteView site, SiteRound.Issued issued, Instant now) {
        var order = issued.order();
        var id = order.member().chargePointId();
        var limits = chargePoints.limitsOf(id);
        int level = limits.maxStackLevel() == null ? 0 : limits.maxStackLevel();
        var name = new OrderName(site.siteId(), issued.orderId()).text();
        try {
            switch (order) {
                case Order.PlaceDefault place ->
                        profiles.install(
                                id,
                                0,
                                SiteProfiles.defaultProfile(place, level, site.gridLimit()),
                                name,
                                ORDERS_MAY_WAIT);
                case Order.Allow allow ->
                        profiles.install(
                                id,
                                allow.connectorId(),
                                SiteProfiles.txProfile(
                                        within(allow, limits.maxPeriods()),
                                        level,
                                        site.gridLimit(),
                                        now),
                                name,
                                ORDERS_MAY_WAIT);
            }
        } catch (Problem e) {
            log.warn("order not sent site={} chargePoint={}", site.siteId(), id, e);
            transaction.executeWithoutResult(_ ->
                    ledgers.change(
                            id,
                            ledger ->
                                    ledger.ended(
                                            issued.orderId(), Verdict.NOT_SENT, clock.instant())));
        }
    }

    /** A charge point that takes few periods is told less than the ledger says, which is safe. */
    private static Order.Allow within(Order.Allow order, @Nullable Integer mostPeriods) {
        return mostPeriods == null
                ? order
                : new Order.Allow(
                        order.member(),
                        order.connectorId(),
                        order.transactionId(),
                        order.allowance().within(Math.max(1, mostPeriods)));
    }

    private void record(SiteView site, List<SiteEvent.Share> shares, Instant now) {
        try {
            commands.sendAndWait(
                    new SiteCommand.RecordAllocation(
                            site.siteId(), now, Amperes.of(site.gridLimit().at(now)), shares));
            recorded.put(site.siteId(), shares);
        } catch (AggregateNotFoundException e) {
            log.debug("site was just deleted site={}", site.siteId(), e);
        }
    }

    /** Takes our profiles away from those that have left their site. */
    private void release() {
        var strangers = transaction.execute(_ -> ledgers.removeStrangers());
        for (var stranger : strangers) {
            var id = stranger.ledger().chargePointId();
            recorded.remove(stranger.siteId());
            try {
                for (var connector : stranger.ledger().connectors()) {
                    if (!connector.possible().isEmpty()) {
                        clear(id, SiteProfiles.idOn(connector.connectorId()), stranger.siteId());
                    }
                }
                clear(id, SiteProfiles.DEFAULT_ID, stranger.siteId());
            } catch (Problem e) {
                log.error(
                        "profiles of a site were not cleared site={} chargePoint={}",
                        stranger.siteId(),
                        id,
                        e);
            }
        }
    }

    private void clear(String chargePointId, int profileId, String siteId) {
        profiles.clear(
                chargePointId,
                new ClearChargingProfile.Request(profileId, null, null, null),
                "site/" + siteId,
                CLEARING_MAY_WAIT);
    }
}
