package io.mainspring.smartcharging.site;

import io.mainspring.smartcharging.profile.ProfileOutcome;
import io.mainspring.smartcharging.profile.ProfileOutcomeListener;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Enters the ends of a site's orders into the ledgers, in the transaction of the poll that brought them. */
@Component
class SiteOutcomes implements ProfileOutcomeListener {

    private final Ledgers ledgers;
    private final Clock clock;

    SiteOutcomes(Ledgers ledgers, Clock clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    @Override
    public void on(ProfileOutcome outcome) {
        OrderName.read(outcome.requestedBy())
                .ifPresent(order ->
                        ledgers.change(
                                outcome.chargePointId(),
                                ledger ->
                                        ledger.ended(
                                                order.orderId(),
                                                verdict(outcome.end()),
                                                clock.instant())));
    }

    private static Verdict verdict(ProfileOutcome.End end) {
        return switch (end) {
            case ACCEPTED -> Verdict.ACCEPTED;
            case REJECTED, NOT_SUPPORTED, NOTHING_MATCHED -> Verdict.REFUSED;
            case ERROR -> Verdict.FAILED;
            case NOT_SENT -> Verdict.NOT_SENT;
            case IN_DOUBT -> Verdict.IN_DOUBT;
        };
    }
}
