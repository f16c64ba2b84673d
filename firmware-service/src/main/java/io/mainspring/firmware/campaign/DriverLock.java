package io.mainspring.firmware.campaign;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One replica drives campaigns at a time. The lock is a transaction of its own on a connection of
 * its own, which does nothing else: what is done under it commits as it goes.
 */
@Component
class DriverLock {

    private static final Logger log = LoggerFactory.getLogger(DriverLock.class);

    private final DataSource database;

    DriverLock(DataSource database) {
        this.database = database;
    }

    /** Runs it unless another replica is at it. */
    void alone(Runnable work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (isFree(connection)) {
                    work.run();
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            log.warn("no lock for driving campaigns, trying again", e);
        }
    }

    private static boolean isFree(Connection connection) throws SQLException {
        try (var ask =
                        connection.prepareStatement(
                                """
                                select pg_try_advisory_xact_lock(
                                    hashtextextended('firmware campaigns', 0))
                                """);
                var row = ask.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
