package io.mainspring.transaction.metervalues;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.transaction.TransactionServiceTest;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TransactionServiceTest
class MeterValuePartitionsTest {

    @Autowired private MeterValuePartitions partitions;
    @Autowired private JdbcClient sql;

    private final String cp = "CP-" + UUID.randomUUID();

    @Test
    void thePresentMonthAndTheNextTwoAreThere() {
        partitions.createAhead();
        var present = YearMonth.now(ZoneOffset.UTC);

        assertThat(List.of(present, present.plusMonths(1), present.plusMonths(2)))
                .allSatisfy(month ->
                        assertThat(tableOf(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)))
                                .isEqualTo(
                                        "meter_value_%d_%02d"
                                                .formatted(
                                                        month.getYear(), month.getMonthValue())));
    }

    @Test
    void whatNoMonthTakesIsKeptAndMovesWhenItsMonthIsCreated() {
        var longAgo = Instant.parse("2019-05-31T23:59:59.999999Z");
        var nextMonth = Instant.parse("2019-06-01T00:00:00Z");
        assertThat(tableOf(longAgo)).isEqualTo("meter_value_default");
        assertThat(tableOf(nextMonth)).isEqualTo("meter_value_default");

        partitions.create(YearMonth.of(2019, 5));
        partitions.create(YearMonth.of(2019, 5));

        assertThat(
                        sql.sql(
                                        """
                                        select tableoid::regclass::text from meter_value
                                        where charge_point_id = ? order by received_at
                                        """)
                                .param(cp)
                                .query(String.class)
                                .list())
                .containsExactly("meter_value_2019_05", "meter_value_default");
    }

    /** Stores a value received at an instant; tells where it lies. */
    private String tableOf(Instant receivedAt) {
        return sql.sql(
                        """
                        insert into meter_value (received_at, charge_point_id, connector_id,
                            reported_in, sampled_at, measurand, context, location, format, value)
                        values (?::timestamptz, ?, 1, 'MeterValues', now(), 'Voltage',
                            'Sample.Periodic', 'Outlet', 'Raw', '230')
                        returning tableoid::regclass::text
                        """)
                .params(receivedAt.toString(), cp)
                .query(String.class)
                .single();
    }
}
