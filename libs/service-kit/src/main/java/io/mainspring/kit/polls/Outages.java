package io.mainspring.kit.polls;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a failure of the surroundings, which passes, from a failure of the record, which stays. */
final class Outages {

    private Outages() {}

    /**
     * The server's own word, its SQLState, counts more than what Spring makes of it: "program limit
     * exceeded" (54), for one, is a resource failure to Spring, and the record's fault to us.
     */
    static boolean isOutage(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return isOutage(sql.getSQLState());
            }
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof RetriableException
                    || cause instanceof InterruptException) {
                return true;
            }
        }
        return false;
    }

    /** Connection, transaction rollback (deadlock), resources, operator intervention, system. */
    private static boolean isOutage(String sqlState) {
        return switch (sqlState.substring(0, Math.min(2, sqlState.length()))) {
            case "08", "40", "53", "57", "58" -> true;
            default -> false;
        };
    }
}
