package io.mainspring.firmware.fleet;

import java.time.Instant;

/** Who wants to know what firmware a charge point came up with. */
public interface BootListener {

    /**
     * A charge point has booted. Called once for each boot, within the transaction that remembers
     * it.
     *
     * @param firmwareVersion as the charge point reported it
     */
    void booted(String chargePointId, String firmwareVersion, Instant at);
}
