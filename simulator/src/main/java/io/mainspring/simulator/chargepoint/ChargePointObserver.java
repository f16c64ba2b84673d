package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import java.net.URI;

/**
 * Hears what happens to charge points. Called on their event loops: implementations are thread-safe and quick. One
 * observer may serve a whole fleet.
 */
public interface ChargePointObserver {

    /** Hears nothing. */
    ChargePointObserver NONE = new ChargePointObserver() {};

    default void connected(String chargePoint) {}

    /** An open link has ended. */
    default void disconnected(String chargePoint, String why) {}

    /** Dialling did not lead to a link. */
    default void notConnected(String chargePoint, String why) {}

    default void booted(String chargePoint, RegistrationStatus status) {}

    /** A CALL was answered with a CALLRESULT. */
    default void answered(String chargePoint, Action action, long nanos) {}

    /** A CALL was answered with a CALLERROR, not understandably, or not at all. */
    default void failed(String chargePoint, Action action, String why) {}

    default void statusChanged(String chargePoint, int connectorId, ChargePointStatus status) {}

    default void tagRefused(
            String chargePoint, int connectorId, IdToken idTag, AuthorizationStatus verdict) {}

    default void transactionStarted(
            String chargePoint, int connectorId, IdToken idTag, int transactionId) {}

    default void sampled(String chargePoint, int connectorId, double powerW, long energyWh) {}

    default void transactionStopped(
            String chargePoint, int connectorId, StopReason reason, long deliveredWh) {}

    /** A transaction message was given up after all attempts: its content is lost. */
    default void dropped(String chargePoint, Action action) {}

    /** The central system asked for something; {@code answer} is the status, or the error code. */
    default void commanded(String chargePoint, OcppRequest<?> request, String answer) {}

    /** Firmware came whole; called on the thread that fetched it. {@code sha256} is hexadecimal, lower case. */
    default void fetched(String chargePoint, URI location, long size, String sha256) {}
}
