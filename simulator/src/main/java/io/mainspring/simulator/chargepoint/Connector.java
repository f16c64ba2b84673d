package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.simulator.chargepoint.EnergyMeter.Reading;
import io.mainspring.simulator.chargepoint.Timers.Timer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One connector: its meter, the car in it, and who may charge or does. */
final class Connector {

    /** The id of a transaction whose StartTransaction was never answered (errata 3.18). */
    static final int NO_TRANSACTION_ID = -1;

    final int id;
    final Outlet outlet;
    final EnergyMeter meter;
    boolean operative = true;

    /** Until the cable is out: its lock did not close. */
    boolean lockFailed;

    @Nullable Vehicle vehicle;
    @Nullable IdToken authorized;
    @Nullable IdToken authorizedGroup;

    /** Of the remote start that authorized. */
    @Nullable ChargingProfile wishedProfile;

    @Nullable Timer givingUp;
    @Nullable Running transaction;

    /** What charging profiles allow; set when all connectors are there. */
    @Nullable ChargingLimits limits;

    Connector(int id, Outlet outlet, double registerWh) {
        this.id = id;
        this.outlet = outlet;
        this.meter = new EnergyMeter(outlet, registerWh, this::watts);
    }

    private double watts(int phasesInUse, Instant at) {
        return limits == null ? Double.POSITIVE_INFINITY : limits.watts(this, phasesInUse, at);
    }

    void stopGivingUp() {
        if (givingUp != null) {
            givingUp.cancel();
            givingUp = null;
        }
    }

    /** A transaction as the charge point knows it: it exists before the central system has given it an id. */
    static final class Running {
        final IdToken idTag;
        final Reading start;
        int id = NO_TRANSACTION_ID;
        @Nullable Timer nextSample;

        /** A charging profile allows nothing at present. */
        boolean isHeld;

        Running(IdToken idTag, Reading start) {
            this.idTag = idTag;
            this.start = start;
        }

        void stopSampling() {
            if (nextSample != null) {
                nextSample.cancel();
                nextSample = null;
            }
        }
    }
}
