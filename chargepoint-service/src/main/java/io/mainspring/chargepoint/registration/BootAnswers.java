package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.kit.requests.Replies;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final JdbcClient sql;
    private final RegistrationProperties properties;
    private final Clock clock;

    BootAnswers(
            CommandGateway commands,
            JdbcClient sql,
            RegistrationProperties properties,
            Clock clock) {
        this.commands = commands;
        this.sql = sql;
        this.properties = properties;
        this.clock = clock;
    }

    /** Within the transaction of the poll; a redelivered boot gets the same answer. */
    public void answer(List<IncomingRequest> boots, Replies replies) {
        if (boots.isEmpty()) {
            return;
        }
        var met = everMet(boots);
        for (var boot : boots) {
            var command = command(boot);
            var status = met.contains(command.key()) ? known(command) : unknown(command, met);
            replies.answer(
                    boot,
                    new BootNotification.Response(
                            status, clock.instant(), properties.intervalSeconds(status)));
        }
    }

    /** Asked once per poll: a load that finds nothing would be dear when strangers knock. */
    private Set<String> everMet(List<IncomingRequest> boots) {
        return new HashSet<>(
                sql.sql(
                                """
                                select aggregate_id from domain_event
                                where aggregate_id = any(?::text[]) and sequence = 0
                                """)
                        .param(
                                boots.stream()
                                        .map(boot -> ChargePointId.keyOf(boot.chargePointId()))
                                        .toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    private static ChargePointCommand.Boot command(IncomingRequest boot) {
        var envelope = boot.envelope();
        return new ChargePointCommand.Boot(
                new ChargePointId(envelope.chargePointId()),
                envelope.messageId(),
                BootReport.of((BootNotification.Request) boot.message()),
                envelope.receivedAt());
    }

    private RegistrationStatus known(ChargePointCommand.Boot boot) {
        var status = decide(boot);
        var admission = admission();
        if (status != null) {
            return status;
        }
        if (admission == null) {
            return RegistrationStatus.REJECTED;
        }
        commands.sendAndWait(
                new ChargePointCommand.Register(
                        boot.id(),
                        ChargePointEvent.Source.BOOT_NOTIFICATION,
                        admission,
                        UNANNOUNCED,
                        null,
                        "BootNotification",
                        boot.at()));
        return Objects.requireNonNull(decide(boot), "it was registered just now");
    }

    /** Null if it was retired. */
    private @Nullable RegistrationStatus decide(ChargePointCommand.Boot boot) {
        return commands.sendAndWait(boot);
    }

    private RegistrationStatus unknown(ChargePointCommand.Boot boot, Set<String> met) {
        var admission = admission();
        if (admission == null) {
            return RegistrationStatus.REJECTED;
        }
        met.add(boot.key());
        return commands.sendAndWait(
                new ChargePointCommand.Meet(
                        boot.id(),
                        admission,
                        UNANNOUNCED,
                        boot.messageId(),
                        boot.report(),
                        boot.at()));
    }

    /** Null: the unknown stay unknown. */
    private @Nullable RegistrationStatus admission() {
        return switch (properties.unknownChargePoints()) {
            case REJECT -> null;
            case PENDING -> RegistrationStatus.PENDING;
            case ACCEPT -> RegistrationStatus.ACCEPTED;
        };
    }
}
