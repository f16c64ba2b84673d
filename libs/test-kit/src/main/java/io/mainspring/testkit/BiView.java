package io.mainspring.testkit;

import io.mainspring.engines.PlatformDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view of the schema {@code bi}, as a BI tool has it: read by its role alone, each column explained. */
public final class BiView {

    private final String name;

    /** @param name without the schema */
    public BiView(String name) {
        this.name = name;
    }

    /** All rows where this holds. */
    public List<Map<String, @Nullable Object>> rows(String condition) throws SQLException {
        return query("select * from bi." + name + " where " + condition);
    }

    /** Whatever is not explained: the view itself, or columns of it. */
    public List<String> unexplained() throws SQLException {
        return query(
                        """
                        select a.attname as name from pg_attribute a
                        where a.attrelid = 'bi.%1$s'::regclass and a.attnum > 0
                          and col_description(a.attrelid, a.attnum) is null
                        union all
                        select 'bi.%1$s' where obj_description('bi.%1$s'::regclass) is null
                        """
                                .formatted(name))
                .stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
    }

    private static List<Map<String, @Nullable Object>> query(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                Engines.postgres().jdbcUrl(PlatformDatabase.NAME),
                                PlatformDatabase.BI_READER,
                                Engines.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<Map<String, @Nullable Object>>();
            while (result.next()) {
                var row = new LinkedHashMap<String, @Nullable Object>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
