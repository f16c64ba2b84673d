package io.mainspring.auth.authorize;

import io.mainspring.auth.authorize.Verdict.Registered;
import io.mainspring.auth.idtag.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks idTags up by their keys, many with one query: a primary key access for each. */
@Component
class Register {

    private final JdbcClient db;

    Register(JdbcClient db) {
        this.db = db;
    }

    /** Those of the keys that are registered. Keys that no database text can hold are not. */
    Map<String, Registered> find(Set<String> keys) {
        Map<String, Registered> found = new HashMap<>(2 * keys.size());
        var askable = keys.stream().filter(Register::isText).toArray(String[]::new);
        if (askable.length > 0) {
            db.sql(
                            """
                            select key, status, expiry_date, parent_id_tag
                            from id_tag where key = any (?)
                            """)
                    .param(askable)
                    .query(
                            (RowCallbackHandler)
                                    row -> found.put(row.getString("key"), registered(row)));
        }
        return found;
    }

    private static Registered registered(ResultSet row) throws SQLException {
        var expiryDate = row.getObject("expiry_date", OffsetDateTime.class);
        return new Registered(
                Standing.named(row.getString("status")).orElseThrow(),
                expiryDate == null ? null : expiryDate.toInstant(),
                row.getString("parent_id_tag"));
    }

    /** PostgreSQL refuses the whole query for one NUL or half a surrogate pair in it. */
    private static boolean isText(String key) {
        return !key.isEmpty()
                && key.codePoints()
                        .noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }
}
