package io.mainspring.smartcharging.site;

import io.mainspring.kit.polls.PollTransaction;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.function.ToIntFunction;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks once a second for sites of which something was heard or whose time has come, on every replica; each site is looked
 * at by one of them at a time.
 */
@Component
class SiteControl {

    private static final Logger log = LoggerFactory.getLogger(SiteControl.class);

    private final SiteViews sites;
    private final SiteRound round;
    private final Rounds rounds;
    private final MeasuredCurrents currents;
    private final PollTransaction transaction;
    private final Clock clock;
    private volatile Rounds.Totals totals = new Rounds.Totals(0, 0, 0, 0, 0);

    SiteControl(
            SiteViews sites,
            SiteRound round,
            Rounds rounds,
            MeasuredCurrents currents,
            PollTransaction transaction,
            Clock clock,
            MeterRegistry meters) {
        this.sites = sites;
        this.round = round;
        this.rounds = rounds;
        this.currents = currents;
        this.transaction = transaction;
        this.clock = clock;
        gauge(meters, "sites", Rounds.Totals::sites);
        gauge(meters, "sites.above.limit", Rounds.Totals::aboveLimit);
        gauge(meters, "sites.charge.points.unsecured", Rounds.Totals::unsecured);
        gauge(meters, "sites.charge.points.refusing", Rounds.Totals::refusing);
        gauge(meters, "sites.charge.points.leaving", Rounds.Totals::leaving);
    }

    @Scheduled(fixedDelayString = "${mainspring.smartcharging.site-look:PT1S}")
    void look() {
        var due = new LinkedHashSet<>(rounds.due(clock.instant()));
        due.addAll(rounds.ended());
        for (var siteId : due) {
            attempt(siteId, () -> round.run(siteId, clock.instant()));
        }
        attempt("those that left", () -> round.release(clock.instant()));
    }

    /** Whose meter values count, and what operators are shown of all sites. */
    @Scheduled(fixedDelayString = "PT5S")
    void takeStock() {
        currents.listenTo(sites.voltages());
        totals = rounds.totals();
    }

    private void attempt(String siteId, Runnable work) {
        try {
            transaction.execute(() -> {
                work.run();
                return siteId;
            });
        } catch (ConcurrencyException | AggregateNotFoundException e) {
            log.info("site was changed at the same moment site={}", siteId, e);
        } catch (RuntimeException e) {
            log.error("site could not be regulated site={}", siteId, e);
        }
    }

    private void gauge(MeterRegistry meters, String name, ToIntFunction<Rounds.Totals> value) {
        Gauge.builder(name, this, control -> value.applyAsInt(control.totals)).register(meters);
    }
}
