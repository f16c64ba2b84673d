package io.mainspring.ocpp.v16.action;

import io.mainspring.ocpp.v16.type.MeterValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Charge point -> central system. OCPP 1.6 §4.7.
 *
 * <p>Samples of the meter of a connector (0: the main meter), inside a transaction if it names
 * one. It must be acknowledged whatever the values are: an error would only be retried.
 */
public interface MeterValues {

    record Request(int connectorId, @Nullable Integer transactionId, List<MeterValue> meterValue)
            implements OcppRequest<Response> {
        public Request {
            meterValue = List.copyOf(meterValue);
        }
    }

    record Response() implements OcppResponse {}
}
