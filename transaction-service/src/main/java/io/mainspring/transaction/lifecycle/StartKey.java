package io.mainspring.transaction.lifecycle;

import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.transaction.Storable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/**
 * What makes two StartTransaction requests the same start: whatever their message ids, sockets and
 * gateways are, they get the same transaction id.
 */
record StartKey(
        String chargePointKey,
        int connectorId,
        Instant startedAt,
        String idTagKey,
        int meterStart) {

    /** An order in which concurrent writers cannot deadlock. */
    static final Comparator<StartKey> ORDER =
            Comparator.comparing(StartKey::chargePointKey)
                    .thenComparingInt(StartKey::connectorId)
                    .thenComparing(StartKey::startedAt)
                    .thenComparing(StartKey::idTagKey)
                    .thenComparingInt(StartKey::meterStart);

    static StartKey of(String chargePointId, StartTransaction.Request start) {
        return new StartKey(
                chargePointId.toLowerCase(Locale.ROOT),
                start.connectorId(),
                Storable.time(start.timestamp()),
                Storable.text(start.idTag().key()),
                start.meterStart());
    }
}
