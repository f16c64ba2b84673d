package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.TriggerMessage;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import org.jspecify.annotations.Nullable;

/**
 * Says on request what it would say by itself: TriggerMessage (OCPP 1.6 §5.17) and the security
 * whitepaper's ExtendedTriggerMessage. The answer goes first.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the observer
final class Triggers {

    private final Charging charging;
    private final StatusBoard status;
    private final CallWindow window;
    private final FirmwareUpdates firmware;
    private final Uploads uploads;
    private final Certificates certificates;
    private final CommandAnswers.Power power;

    Triggers(
            Charging charging,
            StatusBoard status,
            CallWindow window,
            FirmwareUpdates firmware,
            Uploads uploads,
            Certificates certificates,
            CommandAnswers.Power power) {
        this.charging = charging;
        this.status = status;
        this.window = window;
        this.firmware = firmware;
        this.uploads = uploads;
        this.certificates = certificates;
        this.power = power;
    }

    /** What a trigger comes to. */
    private record Effect(TriggerMessageStatus status, Runnable afterwards) {

        static final Effect REJECTED = new Effect(TriggerMessageStatus.REJECTED, () -> {});

        static Effect of(Runnable afterwards) {
            return new Effect(TriggerMessageStatus.ACCEPTED, afterwards);
        }
    }

    Answer answer(TriggerMessage.Request request) {
        var connectorId = request.connectorId();
        var effect =
                isUnknown(connectorId)
                        ? Effect.REJECTED
                        : switch (request.requestedMessage()) {
                            case BOOT_NOTIFICATION -> boot();
                            case HEARTBEAT -> heartbeat();
                            case STATUS_NOTIFICATION -> statusNotification(connectorId);
                            case METER_VALUES -> meterValues(connectorId);
                            case DIAGNOSTICS_STATUS_NOTIFICATION ->
                                    Effect.of(uploads::reportDiagnostics);
                            case FIRMWARE_STATUS_NOTIFICATION -> Effect.of(firmware::report);
                        };
        return Answer.of(
                new TriggerMessage.Response(effect.status()), effect.status(), effect.afterwards());
    }

    Answer answer(ExtendedTriggerMessage.Request request) {
        var connectorId = request.connectorId();
        var effect =
                isUnknown(connectorId)
                        ? Effect.REJECTED
                        : switch (request.requestedMessage()) {
                            case BOOT_NOTIFICATION -> boot();
                            case HEARTBEAT -> heartbeat();
                            case STATUS_NOTIFICATION -> statusNotification(connectorId);
                            case METER_VALUES -> meterValues(connectorId);
                            case LOG_STATUS_NOTIFICATION -> Effect.of(uploads::reportLog);
                            case FIRMWARE_STATUS_NOTIFICATION -> Effect.of(firmware::reportSigned);
                            case SIGN_CHARGE_POINT_CERTIFICATE -> Effect.of(certificates::ask);
                        };
        return Answer.of(
                new ExtendedTriggerMessage.Response(effect.status()),
                effect.status(),
                effect.afterwards());
    }

    private boolean isUnknown(@Nullable Integer connectorId) {
        return connectorId != null && connectorId != 0 && !charging.hasConnector(connectorId);
    }

    /** Not once accepted (errata 3.40). */
    private Effect boot() {
        return power.isAccepted() ? Effect.REJECTED : Effect.of(power::bootAgain);
    }

    private Effect heartbeat() {
        return Effect.of(() -> window.call(new Heartbeat.Request()));
    }

    private Effect statusNotification(@Nullable Integer connectorId) {
        return Effect.of(() -> {
            if (connectorId == null) {
                status.reportAll();
            } else {
                status.report(connectorId);
            }
        });
    }

    /** There is no meter for the charge point as a whole. */
    private Effect meterValues(@Nullable Integer connectorId) {
        return connectorId != null && connectorId == 0
                ? Effect.REJECTED
                : Effect.of(() -> charging.sampleNow(connectorId, ReadingContext.TRIGGER));
    }
}
