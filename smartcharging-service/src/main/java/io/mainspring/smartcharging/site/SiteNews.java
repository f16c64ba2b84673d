package io.mainspring.smartcharging.site;

import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.smartcharging.configuration.ChargePointListener;
import io.mainspring.smartcharging.profile.ProfileOutcome;
import io.mainspring.smartcharging.profile.ProfileOutcome.Asked;
import io.mainspring.smartcharging.profile.ProfileOutcome.End;
import io.mainspring.smartcharging.profile.ProfileOutcomeListener;
import io.mainspring.smartcharging.transactions.TransactionListener;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes down for the sites what their sibling packages hear, in the transaction of the poll that brought it. */
@Component
class SiteNews implements ProfileOutcomeListener, TransactionListener, ChargePointListener {

    private final Notices notices;

    SiteNews(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void on(ProfileOutcome outcome) {
        OrderName.read(outcome.requestedBy())
                .<Notice>map(order -> new Notice.Ended(order.orderId(), verdict(outcome.end())))
                .or(() -> ofOthers(outcome))
                .ifPresent(notice -> notices.add(outcome.chargePointId(), notice));
    }

    @Override
    public void started(TransactionStarted started) {
        var profile = started.chargingProfile();
        Optional<Notice> given =
                profile == null
                        ? Optional.empty()
                        : Foreign.of(started.connectorId(), profile.profile())
                                .map(foreign -> foreign.ofTransaction(started.transactionId()))
                                .map(Notice.Given::new);
        notices.add(started.chargePointId(), given.orElseGet(Notice.Stirred::new));
    }

    @Override
    public void ended(Ended ended) {
        notices.add(ended.chargePointId(), new Notice.Stirred());
    }

    @Override
    public void retired(String chargePointId, Instant at) {
        notices.add(chargePointId, new Notice.Retired());
    }

    /** Of what nobody knows whether it happened, it counts that it may have. */
    private static Optional<Notice> ofOthers(ProfileOutcome outcome) {
        boolean isSure = outcome.end() == End.ACCEPTED;
        if (!isSure && outcome.end() != End.IN_DOUBT && outcome.end() != End.ERROR) {
            return Optional.empty();
        }
        return switch (outcome.asked()) {
            case Asked.Install install ->
                    Foreign.of(install.connectorId(), install.profile()).map(Notice.Given::new);
            case Asked.Clear clear -> {
                var criteria = clear.criteria();
                yield Optional.of(
                        new Notice.Taken(
                                criteria.id(),
                                criteria.connectorId(),
                                criteria.chargingProfilePurpose(),
                                criteria.stackLevel(),
                                isSure));
            }
        };
    }

    private static Verdict verdict(End end) {
        return switch (end) {
            case ACCEPTED, NOTHING_MATCHED ->
                    Verdict.ACCEPTED; // what was to be cleared is not there
            case REJECTED, NOT_SUPPORTED -> Verdict.REFUSED;
            case ERROR -> Verdict.FAILED;
            case NOT_SENT -> Verdict.NOT_SENT;
            case IN_DOUBT -> Verdict.IN_DOUBT;
        };
    }
}
