package io.mainspring.transaction.remotecontrol;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.ChargePointRegistrationChanged;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.Registration;
import io.mainspring.kit.consumed.IncomingEvent;
import io.mainspring.kit.consumed.PublishedEventPolls;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Which charge points must not be sent remote starts and stops (OCPP 1.6 §4.2): a projection of
 * chargepoint-service's published events.
 */
@Component
class Registrations {

    private final PublishedEventPolls polls;
    private final JdbcClient sql;

    Registrations(PublishedEventPolls polls, JdbcClient sql) {
        this.polls = polls;
        this.sql = sql;
    }

    /** The state that forbids it: Pending or Rejected; null if nothing does. */
    @Nullable String forbidding(String chargePointId) {
        return sql.sql(
                        """
                        select registration from charge_point_registration
                        where charge_point_key = ?
                        """)
                .param(key(chargePointId))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    @KafkaListener(
            id = "transaction-registrations",
            topics = "events.chargepoint",
            concurrency = "1")
    void on(List<ConsumerRecord<String, byte[]>> poll) {
        polls.handle(poll, events -> events.forEach(this::take));
    }

    private void take(IncomingEvent event) {
        switch (event.type()) {
            case "charge-point.registration-changed.v1" -> {
                var changed = ContractJson.read(ChargePointRegistrationChanged.class, event.data());
                put(changed.chargePointId(), changed.registration());
            }
            case "charge-point.retired.v1" ->
                    put(
                            ContractJson.read(ChargePointRetired.class, event.data())
                                    .chargePointId(),
                            null);
            default -> {
                // says nothing about registration
            }
        }
    }

    /** Only what forbids is kept: most charge points are Accepted for good. */
    private void put(String chargePointId, @Nullable Registration registration) {
        var forbidding =
                switch (registration) {
                    case PENDING -> "Pending";
                    case REJECTED -> "Rejected";
                    case ACCEPTED, UNKNOWN -> null;
                    case null -> null;
                };
        if (forbidding == null) {
            sql.sql("delete from charge_point_registration where charge_point_key = ?")
                    .param(key(chargePointId))
                    .update();
            return;
        }
        sql.sql(
                        """
                        insert into charge_point_registration values (?, ?)
                        on conflict (charge_point_key) do update
                        set registration = excluded.registration
                        """)
                .params(key(chargePointId), forbidding)
                .update();
    }

    private static String key(String chargePointId) {
        return chargePointId.toLowerCase(Locale.ROOT);
    }
}
