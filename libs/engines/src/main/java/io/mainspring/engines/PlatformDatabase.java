package io.mainspring.engines;

import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The platform's database as an operator would prepare it: one database, one role per service that
 * may create its own schemas and see no other's, and the role of BI readers.
 */
public final class PlatformDatabase {

    /** The one database of the platform. */
    public static final String NAME = "mainspring";

    /** Schema of the views for BI. */
    public static final String BI_SCHEMA = "bi";

    /** May read the views for BI and nothing else. */
    public static final String BI_READER = "bi_reader";

    /** Services with a database; role and schema bear the service's name. */
    public static final List<String> SERVICES =
            List.of(
                    "chargepoint",
                    "auth",
                    "transaction",
                    "smartcharging",
                    "firmware",
                    "reservation",
                    "correlation");

    private PlatformDatabase() {}

    /**
     * Makes what is missing; what is there keeps its content.
     *
     * @param passwords the password of each role
     */
    public static void prepare(EmbeddedPostgreSql server, UnaryOperator<String> passwords)
            throws SQLException {
        server.createDatabase(NAME);
        for (var service : SERVICES) {
            server.createRole(service, passwords.apply(service));
        }
        server.createRole(BI_READER, passwords.apply(BI_READER));
        try (var connection = server.administrate(NAME);
                var statement = connection.createStatement()) {
            statement.execute("revoke all on database " + NAME + " from public");
            statement.execute("revoke all on schema public from public");
            statement.execute("create schema if not exists " + BI_SCHEMA);
            statement.execute("grant usage on schema " + BI_SCHEMA + " to " + BI_READER);
            statement.execute("grant connect on database " + NAME + " to " + BI_READER);
            for (var service : SERVICES) {
                statement.execute(
                        "grant connect, create, temporary on database " + NAME + " to " + service);
                statement.execute("grant usage, create on schema " + BI_SCHEMA + " to " + service);
            }
        }
    }
}
