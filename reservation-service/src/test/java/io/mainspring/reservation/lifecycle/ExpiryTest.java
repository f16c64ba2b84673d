package io.mainspring.reservation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.reservation.Given;
import io.mainspring.reservation.ReservationServiceTest;
import io.mainspring.reservation.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReservationServiceTest
class ExpiryTest {

    @Autowired private Given given;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;
    @Autowired private MeterRegistry meters;

    @Test
    void aReservationThatCannotBeReadKeepsNoOtherFromExpiring() {
        var cp = given.chargePointThatAnswers("Accepted");
        int unreadable = given.accepted(cp, 1, "ALICE", "");
        int behind = given.accepted(cp, 2, "ALICE", "");
        setConnector(unreadable, "\"two\"");
        try {
            clock.ahead(
                    Duration.ofHours(2),
                    () -> {
                        given.becomes(behind, "Expired");
                        await().until(() -> overdue() == 1);
                    });
            given.becomes(unreadable, "Accepted");
        } finally {
            setConnector(unreadable, "1");
        }
        clock.ahead(
                Duration.ofHours(2),
                () -> {
                    given.becomes(unreadable, "Expired");
                    await().until(() -> overdue() == 0);
                });
        assertThat(overdue()).isZero();
    }

    private double overdue() {
        return meters.get("reservation.overdue").gauge().value();
    }

    private void setConnector(int reservationId, String value) {
        sql.sql(
                        """
                        update domain_event
                        set payload = jsonb_set(payload, '{connectorId}', ?::jsonb)
                        where aggregate_id = ?
                        """)
                .params(value, Integer.toString(reservationId))
                .update();
    }
}
