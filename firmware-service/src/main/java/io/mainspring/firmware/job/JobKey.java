package io.mainspring.firmware.job;

import io.mainspring.firmware.fleet.Fleet;

/** Identifiers of event streams: {@code Firmware/cp-7}. */
final class JobKey {

    private JobKey() {}

    static String of(JobLine line, String chargePointId) {
        return line.wireName() + "/" + Fleet.keyOf(chargePointId);
    }
}
