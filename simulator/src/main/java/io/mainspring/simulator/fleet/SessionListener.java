package io.mainspring.simulator.fleet;

/**
 * Hears what the central system has acknowledged of sessions: from then on it must not be lost. Called on the charge
 * points' event loops, per charge point in the order of the session; registers are Wh.
 */
public interface SessionListener {

    /** Hears nothing. */
    SessionListener NONE = new SessionListener() {};

    default void started(String chargePoint, int transactionId, int meterStart) {}

    default void measured(String chargePoint, int transactionId, int registerWh) {}

    default void stopped(String chargePoint, int transactionId, int meterStop) {}
}
