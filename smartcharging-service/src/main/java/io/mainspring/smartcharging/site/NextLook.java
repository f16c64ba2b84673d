package io.mainspring.smartcharging.site;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a site has to be looked at again if nothing is heard of it. Pure. */
final class NextLook {

    /** What nobody tells, such as a charge point's configuration, is noticed after this time. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Instant now;
    private Instant next;

    private NextLook(Instant now) {
        this.now = now;
        next = now.plus(LONGEST);
    }

    /** @param state after the orders of this look */
    static Instant after(SiteState state, Instant now) {
        var look = new NextLook(now);
        var settings = state.settings();
        for (var change : state.limit().changes(now, look.next.plus(settings.tolerance()))) {
            look.at(change);
            look.at(change.minus(settings.tolerance()));
        }
        for (var position : state.positions()) {
            var ledger = position.ledger();
            look.at(ledger.retryAt());
            var pending = ledger.pending();
            look.at(pending == null ? null : pending.at().plus(Verdict.PATIENCE));
            for (var clearing : ledger.clearing()) {
                look.at(
                        clearing.orderId() == null
                                ? clearing.at()
                                : clearing.at().plus(Verdict.PATIENCE));
            }
            ledger.connectors().forEach(connector -> look.atConnector(connector, settings));
        }
        return look.next;
    }

    private void atConnector(ConnectorLedger connector, SiteSettings settings) {
        at(connector.retryAt());
        var pending = connector.pending();
        at(pending == null ? null : pending.at().plus(Verdict.PATIENCE));
        for (var allowance : connector.possible()) {
            for (var step : allowance.steps()) {
                at(step.from());
                at(step.from().plus(settings.tolerance()));
            }
            at(allowance.end().minusSeconds(settings.lease() / 2));
        }
        if (connector.charging() != null) {
            atInterval(connector.raisedAt(), settings);
            atInterval(connector.loweredAt(), settings);
            atInterval(connector.judgedAt(), settings);
        }
    }

    private void atInterval(@Nullable Instant last, SiteSettings settings) {
        at(last == null ? null : last.plusSeconds(settings.interval()));
    }

    private void at(@Nullable Instant instant) {
        if (instant != null && instant.isAfter(now) && instant.isBefore(next)) {
            next = instant;
        }
    }
}
