package io.mainspring.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgreSqlTest {

    @Test
    void whatWasCommittedIsThereAfterARestartAndOnlyForWhoHasThePassword(@TempDir Path directory)
            throws Exception {
        int port;
        try (var first = EmbeddedPostgreSql.start(directory, 0, "secret")) {
            port = first.port();
            first.createDatabase("ledger");
            first.createRole("clerk", "clerks-own");
            first.createRole("clerk", "clerks-new");
            try (var connection = first.administrate("ledger");
                    var statement = connection.createStatement()) {
                statement.execute("create table entry as select 42 as amount");
                statement.execute("grant select on entry to clerk");
                assertThat(one(connection, "show fsync")).isEqualTo("on");
            }
        }
        try (var second = EmbeddedPostgreSql.start(directory, port, "secret")) {
            try (var clerk =
                    DriverManager.getConnection(second.jdbcUrl("ledger"), "clerk", "clerks-new")) {
                assertThat(one(clerk, "select amount from entry")).isEqualTo("42");
            }
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                    second.jdbcUrl("ledger"), "clerk", "clerks-own"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static String one(java.sql.Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
