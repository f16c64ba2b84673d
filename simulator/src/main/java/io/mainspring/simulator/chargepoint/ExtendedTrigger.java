package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.action.Heartbeat;
import io.mainspring.ocpp.v16.action.LogStatusNotification;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.ocpp.v16.type.TriggerMessageStatus;
import io.mainspring.ocpp.v16.type.UploadLogStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the security whitepaper's ExtendedTriggerMessage brings about: what TriggerMessage does, with the signed firmware
 * status and the log status in addition. A certificate is not asked for: this charge point has none.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the observer
final class ExtendedTrigger {

    private final Charging charging;
    private final StatusBoard status;
    private final CallWindow window;
    private final CommandAnswers.Power power;

    ExtendedTrigger(
            Charging charging, StatusBoard status, CallWindow window, CommandAnswers.Power power) {
        this.charging = charging;
        this.status = status;
        this.window = window;
        this.power = power;
    }

    Answer answer(ExtendedTriggerMessage.Request request) {
        var connectorId = request.connectorId();
        if (connectorId != null && connectorId != 0 && !charging.hasConnector(connectorId)) {
            return answer(TriggerMessageStatus.REJECTED, () -> {});
        }
        return switch (request.requestedMessage()) {
            case BOOT_NOTIFICATION ->
                    power.isAccepted()
                            ? answer(TriggerMessageStatus.REJECTED, () -> {})
                            : accepted(power::bootAgain);
            case HEARTBEAT -> accepted(() -> say(new Heartbeat.Request()));
            case STATUS_NOTIFICATION -> accepted(() -> reportStatus(connectorId));
            case METER_VALUES ->
                    accepted(() -> charging.sampleNow(connectorId, ReadingContext.TRIGGER));
            case FIRMWARE_STATUS_NOTIFICATION ->
                    accepted(() ->
                            say(
                                    new SignedFirmwareStatusNotification.Request(
                                            SignedFirmwareStatus.IDLE, null)));
            case LOG_STATUS_NOTIFICATION ->
                    accepted(() ->
                            say(new LogStatusNotification.Request(UploadLogStatus.IDLE, null)));
            case SIGN_CHARGE_POINT_CERTIFICATE ->
                    answer(TriggerMessageStatus.NOT_IMPLEMENTED, () -> {});
        };
    }

    private void say(OcppRequest<?> request) {
        window.call(request);
    }

    private void reportStatus(@Nullable Integer connectorId) {
        if (connectorId == null) {
            status.reportAll();
        } else {
            status.report(connectorId);
        }
    }

    private static Answer accepted(Runnable afterwards) {
        return answer(TriggerMessageStatus.ACCEPTED, afterwards);
    }

    private static Answer answer(TriggerMessageStatus result, Runnable afterwards) {
        return Answer.of(new ExtendedTriggerMessage.Response(result), result, afterwards);
    }
}
