package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.WholeNumber;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.StopReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Charge point -> central system. OCPP 1.6 §4.10.
 *
 * <p>Reports the end of a transaction, perhaps long ago and offline. The central system cannot
 * prevent it and must acknowledge it; an unknown or repeated one too.
 */
public interface StopTransaction {

    /**
     * {@code transactionId} -1 comes from a charge point whose start was never answered. No {@code
     * reason} means Local; no {@code idTag} means that the charge point stopped by itself.
     */
    record Request(
            @Nullable IdToken idTag,
            @WholeNumber int meterStop,
            Instant timestamp,
            int transactionId,
            @Nullable StopReason reason,
            @Nullable List<MeterValue> transactionData)
            implements OcppRequest<Response> {
        public Request {
            transactionData = transactionData == null ? null : List.copyOf(transactionData);
        }
    }

    /** {@code idTagInfo} belongs into the answer if the request carried an idTag. */
    record Response(@Nullable IdTagInfo idTagInfo) implements OcppResponse {}
}
