package io.mainspring.scenarios.bed;

import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Somebody who reads the platform's tables, as one of its roles. */
public final class Database {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String jdbcUrl;
    private final UnaryOperator<String> passwords;

    Database(String jdbcUrl, UnaryOperator<String> passwords) {
        this.jdbcUrl = jdbcUrl;
        this.passwords = passwords;
    }

    /** All rows, read by the role and from its schema. */
    public List<Map<String, @Nullable Object>> rows(String role, String sql, Object... parameters) {
        try (var connection = DriverManager.getConnection(jdbcUrl, role, passwords.apply(role));
                var path = connection.createStatement()) {
            path.execute("set search_path to \"" + role + "\", bi");
            try (var statement = connection.prepareStatement(sql)) {
                for (var index = 0; index < parameters.length; index++) {
                    statement.setObject(index + 1, parameters[index]);
                }
                try (var result = statement.executeQuery()) {
                    var rows = new ArrayList<Map<String, @Nullable Object>>();
                    while (result.next()) {
                        var row = new LinkedHashMap<String, @Nullable Object>();
                        for (var column = 1;
                                column <= result.getMetaData().getColumnCount();
                                column++) {
                            row.put(
                                    result.getMetaData().getColumnLabel(column),
                                    result.getObject(column));
                        }
                        rows.add(row);
                    }
                    return rows;
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until there is a row, and returns the first. */
    public Map<String, @Nullable Object> awaitRow(String role, String sql, Object... parameters) {
        return await(sql)
                .atMost(PATIENCE)
                .until(() -> rows(role, sql, parameters).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }
}
