package io.mainspring.chargepoint.datatransfer;

import io.mainspring.ocpp.v16.action.DataTransfer;

/**
 * Answers the DataTransfer of one vendor; a bean of this type makes its vendor known, declared or
 * not.
 */
public interface VendorExtension {

    /** Compared without case. */
    String vendorId();

    /**
     * Called within the transaction of a poll, again after a failure, so it must be quick, call
     * nobody, and answer the same to the same. What it answers {@code Accepted} is stored and
     * published. If it throws, the charge point is answered {@code Rejected}.
     */
    DataTransfer.Response answer(String chargePointId, DataTransfer.Request request);
}
