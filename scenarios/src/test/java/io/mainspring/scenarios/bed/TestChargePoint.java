package io.mainspring.scenarios.bed;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.Authorize;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.action.StatusNotification;
import io.mainspring.ocpp.v16.action.StopTransaction;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import io.mainspring.ocpp.v16.type.StopReason;
import io.mainspring.simulator.scripted.Asked;
import io.mainspring.simulator.scripted.ChargePoint;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A charge point with two connectors, driven in the terms of the conformance cases: their reusable states Booted,
 * Authorized and Charging are methods here. Closing it judges every frame it was sent, and fails if the central system
 * asked something that nobody wanted, or answered what nobody had asked.
 */
public final class TestChargePoint implements AutoCloseable {

    private static final int CONNECTORS = 2;

    private final ChargePoint wire;

    private TestChargePoint(ChargePoint wire) {
        this.wire = wire;
    }

    public static TestChargePoint connected(URI endpoint, String identity) {
        return new TestChargePoint(ChargePoint.at(endpoint).named(identity).connect());
    }

    public static TestChargePoint over(ChargePoint wire) {
        return new TestChargePoint(wire);
    }

    /** Below the terms of the cases: any CALL, any frame, the connection. */
    public ChargePoint wire() {
        return wire;
    }

    public String identity() {
        return wire.identity();
    }

    public <R extends OcppResponse> R send(OcppRequest<R> request) {
        return wire.send(request);
    }

    public <R extends OcppResponse, T extends OcppRequest<R>> Asked<R, T> expect(Class<T> type) {
        return wire.expect(type);
    }

    public BootNotification.Response boot() {
        return send(
                new BootNotification.Request(
                        "Mainspring", "Pendulum", "SN-1", null, "1.0", null, null, null, null));
    }

    /** State Booted: accepted, and the charge point and all connectors reported as Available. */
    public TestChargePoint booted() {
        assertThat(boot().status()).isEqualTo(RegistrationStatus.ACCEPTED);
        available();
        return this;
    }

    /** Reports connector 0 and every other as Available. */
    public void available() {
        for (var connectorId = 0; connectorId <= CONNECTORS; connectorId++) {
            status(connectorId, ChargePointStatus.AVAILABLE);
        }
    }

    public void status(int connectorId, ChargePointStatus status) {
        status(connectorId, status, ChargePointErrorCode.NO_ERROR);
    }

    public void status(int connectorId, ChargePointStatus status, ChargePointErrorCode errorCode) {
        send(
                new StatusNotification.Request(
                        connectorId, errorCode, null, status, now(), null, null));
    }

    public AuthorizationStatus authorize(IdToken idTag) {
        return send(new Authorize.Request(idTag)).idTagInfo().status();
    }

    /** State Authorized. */
    public TestChargePoint authorized(IdToken idTag) {
        assertThat(authorize(idTag)).isEqualTo(AuthorizationStatus.ACCEPTED);
        return this;
    }

    /**
     * State Charging on connector 1.
     *
     * @return the transaction's id
     */
    public int charging(IdToken idTag) {
        authorized(idTag);
        status(1, ChargePointStatus.PREPARING);
        var transactionId = started(1, idTag, 0, now());
        status(1, ChargePointStatus.CHARGING);
        return transactionId;
    }

    /** A start that must be Accepted. */
    public int started(int connectorId, IdToken idTag, int meterStart, Instant at) {
        var start = start(connectorId, idTag, meterStart, at);
        assertThat(start.idTagInfo().status()).isEqualTo(AuthorizationStatus.ACCEPTED);
        assertThat(start.transactionId()).isPositive();
        return start.transactionId();
    }

    public StartTransaction.Response start(
            int connectorId, IdToken idTag, int meterStart, Instant at) {
        return send(new StartTransaction.Request(connectorId, idTag, meterStart, null, at));
    }

    public StopTransaction.Response stop(
            int transactionId,
            int meterStop,
            @Nullable StopReason reason,
            @Nullable IdToken idTag) {
        return send(
                new StopTransaction.Request(idTag, meterStop, now(), transactionId, reason, null));
    }

    /** A time as charge points have it: to the millisecond. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        wire.close();
        FrameJudge.judge(wire.exchanges());
        assertThat(wire.unexpected()).isEmpty();
        assertThat(wire.stray()).isEmpty();
    }
}
