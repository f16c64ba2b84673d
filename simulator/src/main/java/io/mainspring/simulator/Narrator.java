package io.mainspring.simulator;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells what happens, a line each: for fleets small enough to be followed by eye. */
final class Narrator implements ChargePointObserver {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;

    Narrator(PrintStream out) {
        this.out = out;
    }

    @Override
    public void connected(String chargePoint) {
        tell(chargePoint, "connected");
    }

    @Override
    public void disconnected(String chargePoint, String why) {
        tell(chargePoint, "disconnected (" + why.strip() + ")");
    }

    @Override
    public void notConnected(String chargePoint, String why) {
        tell(chargePoint, "cannot connect: " + why + hint(why));
    }

    private static String hint(String why) {
        return switch (why) {
            case "HTTP 401" ->
                    " (the central system wants a key: --key, or the --state in which it was kept)";
            case "HTTP 403" ->
                    " (not with this security profile: was it raised? --state remembers what it"
                            + " was given; or lower it: PATCH /api/v1/charge-points/{id})";
            case "HTTP 404" -> " (the central system does not know this charge point: register it)";
            default -> "";
        };
    }

    @Override
    public void booted(String chargePoint, RegistrationStatus status) {
        tell(chargePoint, "boot " + status.wireName());
    }

    @Override
    public void statusChanged(String chargePoint, int connectorId, ChargePointStatus status) {
        tell(chargePoint, connectorId, status.wireName());
    }

    @Override
    public void tagRefused(
            String chargePoint, int connectorId, IdToken idTag, AuthorizationStatus verdict) {
        tell(
                chargePoint,
                connectorId,
                "idTag "
                        + idTag.value()
                        + " is "
                        + verdict.wireName()
                        + (verdict == AuthorizationStatus.INVALID
                                ? " (register it: PUT /api/v1/id-tags/" + idTag.value() + ")"
                                : ""));
    }

    @Override
    public void transactionStarted(
            String chargePoint, int connectorId, IdToken idTag, int transactionId) {
        tell(
                chargePoint,
                connectorId,
                "transaction " + transactionId + " started by " + idTag.value());
    }

    @Override
    public void sampled(String chargePoint, int connectorId, double powerW, long energyWh) {
        tell(
                chargePoint,
                connectorId,
                String.format(
                        Locale.ROOT,
                        "%6.1f kW   register %.2f kWh",
                        powerW / 1000,
                        energyWh / 1000.0));
    }

    @Override
    public void transactionStopped(
            String chargePoint, int connectorId, StopReason reason, long deliveredWh) {
        tell(
                chargePoint,
                connectorId,
                String.format(
                        Locale.ROOT,
                        "stopped (%s), %.2f kWh delivered",
                        reason.wireName(),
                        deliveredWh / 1000.0));
    }

    @Override
    public void failed(String chargePoint, Action action, String why) {
        tell(chargePoint, action.wireName() + " failed: " + why);
    }

    @Override
    public void commanded(String chargePoint, OcppRequest<?> request, String answer) {
        tell(chargePoint, "<- " + Action.of(request).wireName() + ": " + answer);
    }

    private void tell(String chargePoint, int connectorId, String what) {
        tell(chargePoint, "connector " + connectorId + "  " + what);
    }

    private void tell(String chargePoint, String what) {
        out.println(
                LocalTime.now(ZoneId.systemDefault()).format(CLOCK)
                        + "  "
                        + chargePoint
                        + "  "
                        + what);
    }
}
