package io.mainspring.simulator.fleet;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.simulator.chargepoint.ChargePointObserver;
import java.net.URI;

/** Tells one what it tells the other. */
record BothObservers(ChargePointObserver one, ChargePointObserver other)
        implements ChargePointObserver {

    @Override
    public void connected(String chargePoint) {
        one.connected(chargePoint);
        other.connected(chargePoint);
    }

    @Override
    public void disconnected(String chargePoint, String why) {
        one.disconnected(chargePoint, why);
        other.disconnected(chargePoint, why);
    }

    @Override
    public void notConnected(String chargePoint, String why) {
        one.notConnected(chargePoint, why);
        other.notConnected(chargePoint, why);
    }

    @Override
    public void booted(String chargePoint, RegistrationStatus status) {
        one.booted(chargePoint, status);
        other.booted(chargePoint, status);
    }

    @Override
    public void answered(String chargePoint, Action action, long nanos) {
        one.answered(chargePoint, action, nanos);
        other.answered(chargePoint, action, nanos);
    }

    @Override
    public void failed(String chargePoint, Action action, String why) {
        one.failed(chargePoint, action, why);
        other.failed(chargePoint, action, why);
    }

    @Override
    public void statusChanged(String chargePoint, int connectorId, ChargePointStatus status) {
        one.statusChanged(chargePoint, connectorId, status);
        other.statusChanged(chargePoint, connectorId, status);
    }

    @Override
    public void tagRefused(
            String chargePoint, int connectorId, IdToken idTag, AuthorizationStatus verdict) {
        one.tagRefused(chargePoint, connectorId, idTag, verdict);
        other.tagRefused(chargePoint, connectorId, idTag, verdict);
    }

    @Override
    public void transactionStarted(
            String chargePoint, int connectorId, IdToken idTag, int transactionId) {
        one.transactionStarted(chargePoint, connectorId, idTag, transactionId);
        other.transactionStarted(chargePoint, connectorId, idTag, transactionId);
    }

    @Override
    public void sampled(String chargePoint, int connectorId, double powerW, long energyWh) {
        one.sampled(chargePoint, connectorId, powerW, energyWh);
        other.sampled(chargePoint, connectorId, powerW, energyWh);
    }

    @Override
    public void transactionStopped(
            String chargePoint, int connectorId, StopReason reason, long deliveredWh) {
        one.transactionStopped(chargePoint, connectorId, reason, deliveredWh);
        other.transactionStopped(chargePoint, connectorId, reason, deliveredWh);
    }

    @Override
    public void dropped(String chargePoint, Action action) {
        one.dropped(chargePoint, action);
        other.dropped(chargePoint, action);
    }

    @Override
    public void commanded(String chargePoint, OcppRequest<?> request, String answer) {
        one.commanded(chargePoint, request, answer);
        other.commanded(chargePoint, request, answer);
    }

    @Override
    public void fetched(String chargePoint, URI location, long size, String sha256) {
        one.fetched(chargePoint, location, size, sha256);
        other.fetched(chargePoint, location, size, sha256);
    }
}
