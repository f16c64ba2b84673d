package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers BootNotification (§4.2) with the decision about the charge point, the time, and an
 * interval. One that nobody registered is met here, if the settings admit it; if they do not,
 * nothing of it is kept, so strangers cannot fill the database.
 */
@Component
public class BootAnswers {

    private static final ChargePointSettings UNANNOUNCED =
            new ChargePointSettings(0, null, true, false);

    private final CommandGateway commands;
    private final RegistrationProperties properties;
    private final Clock clock;

    BootAnswers(CommandGateway commands, RegistrationProperties properties, Clock clock) {
        this.commands = commands;
        this.properties = properties;
        this.clock = clock;
    }

    /** Within the transaction of the poll; a redelivered boot gets the same answer. */
    public void answer(List<IncomingRequest> boots, Replies replies) {
        for (var boot : boots) {
            var status = status(boot);
            replies.answer(
                    boot,
                    new BootNotification.Response(
                            status, clock.instant(), properties.intervalSeconds(status)));
        }
    }

    private RegistrationStatus status(IncomingRequest boot) {
        var envelope = boot.envelope();
        var command =
                new ChargePointCommand.Boot(
                        new ChargePointId(envelope.chargePointId()),
                        envelope.messageId(),
                        BootReport.of((BootNotification.Request) boot.message()),
                        envelope.receivedAt());
        var known = decide(command);
        if (known != null) {
            return known;
        }
        return switch (properties.unknownChargePoints()) {
            case REJECT -> RegistrationStatus.REJECTED;
            case PENDING -> meet(command, RegistrationStatus.PENDING);
            case ACCEPT -> meet(command, RegistrationStatus.ACCEPTED);
        };
    }

    private @Nullable RegistrationStatus decide(ChargePointCommand.Boot command) {
        try {
            return commands.sendAndWait(command);
        } catch (AggregateNotFoundException _) {
            return null; // never registered: not an error, the settings say what to do
        }
    }

    private RegistrationStatus meet(ChargePointCommand.Boot boot, RegistrationStatus admission) {
        commands.sendAndWait(
                new ChargePointCommand.Register(
                        boot.id(),
                        ChargePointEvent.Source.BOOT_NOTIFICATION,
                        admission,
                        UNANNOUNCED,
                        null,
                        "BootNotification",
                        boot.at()));
        var status = decide(boot);
        return status == null ? RegistrationStatus.REJECTED : status;
    }
}
