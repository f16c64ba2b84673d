package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.PositiveOrAbsent;
import io.mainspring.ocpp.v16.WholeNumber;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Charge point -> central system. OCPP 1.6 §4.8.
 *
 * <p>Reports a transaction that has started, perhaps long ago and offline. Must be answered with a
 * transaction id, whatever is wrong with the tag or the numbers: a charge point that gets none
 * retries and then drops the transaction.
 */
public interface StartTransaction {

    /** {@code meterStart} is the register in Wh; {@code reservationId} ends that reservation. */
    record Request(
            int connectorId,
            IdToken idTag,
            @WholeNumber int meterStart,
            @PositiveOrAbsent @Nullable Integer reservationId,
            Instant timestamp)
            implements OcppRequest<Response> {}

    /**
     * {@code transactionId} is required even if the tag is refused; what becomes of the
     * transaction then is the charge point's StopTransactionOnInvalidId.
     */
    record Response(IdTagInfo idTagInfo, int transactionId) implements OcppResponse {}
}
