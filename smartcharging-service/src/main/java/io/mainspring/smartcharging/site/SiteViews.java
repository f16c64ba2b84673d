package io.mainspring.smartcharging.site;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.smartcharging.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code site} and {@code site_member}. */
@Component
class SiteViews {

    private static final String SELECT =
            """
            select site_id, name, grid_limit::text as grid_limit, settings::text as settings,
                members::text as members, created_at, changed_at
            from site
            """;

    private final JdbcClient sql;

    SiteViews(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<SiteView> find(String siteId) {
        return isId(siteId)
                ? sql.sql(SELECT + " where site_id = ?::uuid")
                        .param(siteId)
                        .query((row, _) -> read(row))
                        .optional()
                : Optional.empty();
    }

    /** The newest first. */
    Page<SiteView> list(@Nullable Cursor cursor, int limit) {
        var rows =
                sql.sql(
                                SELECT
                                        + """
                                         where :at::timestamptz is null
                                            or (created_at, site_id) < (:at::timestamptz, :id::uuid)
                                        order by created_at desc, site_id desc limit :limit
                                        """)
                        .param("at", cursor == null ? null : instant(cursor))
                        .param("id", cursor == null ? null : id(cursor))
                        .param("limit", limit + 1)
                        .query((row, _) -> read(row))
                        .list();
        return Page.of(rows, limit, last -> Cursor.of(last.createdAt(), last.siteId()));
    }

    /** The keys of all charge points that are in a site, and the nominal voltages there. */
    Map<String, Integer> voltages() {
        var voltages = new HashMap<String, Integer>();
        sql.sql(
                        """
                        select charge_point_key, (grid_limit ->> 'nominalVoltage')::integer
                        from site_member join site using (site_id)
                        """)
                .query(row -> {
                    voltages.put(row.getString(1), row.getInt(2));
                });
        return voltages;
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String instant(Cursor cursor) {
        try {
            return Instant.parse(cursor.keys().getFirst()).toString();
        } catch (DateTimeException e) {
            throw unusable();
        }
    }

    private static String id(Cursor cursor) {
        if (!isId(cursor.keys().getLast())) {
            throw unusable();
        }
        return cursor.keys().getLast();
    }

    private static Problem unusable() {
        return Problem.badRequest("?cursor", "is no cursor of this list");
    }

    private static SiteView read(ResultSet row) throws SQLException {
        return new SiteView(
                row.getString("site_id"),
                row.getString("name"),
                SiteJson.read(GridLimit.class, row.getString("grid_limit")),
                SiteJson.read(SiteSettings.class, row.getString("settings")),
                SiteJson.members(row.getString("members")),
                SqlTime.require(row, "created_at"),
                SqlTime.require(row, "changed_at"));
    }
}
