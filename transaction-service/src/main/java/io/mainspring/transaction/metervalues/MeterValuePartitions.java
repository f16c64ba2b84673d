package io.mainspring.transaction.metervalues;

import io.mainspring.transaction.TransactionSettings;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates the months of {@code meter_value} ahead of time. Several replicas may try at once. Should
 * rows have gone to the default partition because nobody did in time, they are moved.
 */
@Component
class MeterValuePartitions {

    private static final Logger log = LoggerFactory.getLogger(MeterValuePartitions.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'meter_value_'yyyy_MM", Locale.ROOT);

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int monthsAhead;

    MeterValuePartitions(
            JdbcClient sql,
            PlatformTransactionManager transactions,
            Clock clock,
            TransactionSettings settings) {
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.monthsAhead = settings.meterValuePartitionsAhead();
    }

    /** Now, and every few hours: a failure is tried again long before the months run out. */
    @Scheduled(fixedDelayString = "PT6H")
    void createAhead() {
        var present = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= monthsAhead; ahead++) {
            create(present.plusMonths(ahead));
        }
    }

    /** Creates a month unless it is there. */
    void create(YearMonth month) {
        var name = NAME.format(month);
        var from = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var to = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        transaction.executeWithoutResult(_ -> {
            sql.sql("select count(pg_advisory_xact_lock(hashtext('meter_value')))")
                    .query(Long.class)
                    .single();
            if (exists(name)) {
                return;
            }
            // DDL takes no parameters; nothing here comes from outside.
            execute("create table " + name + " (like meter_value including all)");
            execute(
                    """
                    with moved as (
                        delete from meter_value_default
                        where received_at >= '%s' and received_at < '%s' returning *)
                    insert into %s select * from moved
                    """
                            .formatted(from, to, name));
            execute(
                    "alter table meter_value attach partition %s for values from ('%s') to ('%s')"
                            .formatted(name, from, to));
            log.info("partition created table={} from={} to={}", name, from, to);
        });
    }

    private boolean exists(String table) {
        return sql.sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    private void execute(String statement) {
        sql.sql(statement).update();
    }
}
