package io.mainspring.chargepoint.upgrade;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.OutcomeReader;
import io.mainspring.chargepoint.registration.AuthorizationKey;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.ocpp.v16.Action;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the ends of an upgrade's own commands mean for it: who asked tells them from others. */
@Component
class UpgradeOutcomeReading implements OutcomeReader {

    private static final String AUTHOR = "security-profile-upgrade/";
    private static final Pattern AUTHORS = Pattern.compile(AUTHOR + "(\\d{1,9})");
    private static final Set<String> CONSENT = Set.of("Accepted", "RebootRequired");

    static String author(int number) {
        return AUTHOR + number;
    }

    @Override
    public List<UpgradeCommand> read(Outcome outcome) {
        var author = AUTHORS.matcher(outcome.requestedBy());
        var step = step(outcome);
        if (!author.matches() || step == null) {
            return List.of();
        }
        int number = Integer.parseInt(author.group(1));
        var id = new ChargePointId(outcome.chargePointId());
        if (!isConsent(outcome)) {
            return List.of(
                    new UpgradeCommand.FailStep(
                            id, number, step, words(outcome), outcome.completedAt()));
        }
        return step == Step.SIGN_CERTIFICATE
                ? List.of() // it will ask for one; the certificate ends the step
                : List.of(new UpgradeCommand.FinishStep(id, number, step, outcome.completedAt()));
    }

    private static @Nullable Step step(Outcome outcome) {
        return switch (outcome.action()) {
            case CHANGE_CONFIGURATION ->
                    outcome.request()
                                    .path("key")
                                    .asString("")
                                    .equals(AuthorizationKey.CONFIGURATION_KEY)
                            ? Step.AUTHORIZATION_KEY
                            : Step.CHANGE_CONFIGURATION;
            case INSTALL_CERTIFICATE -> Step.INSTALL_CERTIFICATE;
            case EXTENDED_TRIGGER_MESSAGE -> Step.SIGN_CERTIFICATE;
            case RESET -> Step.RESET;
            default -> null; // an upgrade sends nothing else
        };
    }

    private static boolean isConsent(Outcome outcome) {
        var response = outcome.response();
        if (outcome.status() == CommandStatus.ANSWERED && response != null) {
            return CONSENT.contains(response.path("status").asString(""));
        }
        // Some reset so quickly that they never answer.
        return outcome.action() == Action.RESET
                && switch (outcome.status()) {
                    case TIMED_OUT, CONNECTION_LOST, SUPERSEDED -> true;
                    case PENDING, ANSWERED, ERROR, OFFLINE, EXPIRED -> false;
                };
    }

    private static String words(Outcome outcome) {
        var response = outcome.response();
        var error = outcome.error();
        var end =
                response != null
                        ? response.path("status").asString("")
                        : error != null ? error.code() : outcome.status().name();
        return outcome.action().wireName() + ": " + end;
    }
}
