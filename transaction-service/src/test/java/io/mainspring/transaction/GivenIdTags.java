package io.mainspring.transaction;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** IdTags as if auth-service had published them. */
public final class GivenIdTags {

    private final JdbcClient sql;

    GivenIdTags(JdbcClient sql) {
        this.sql = sql;
    }

    /** One that nobody else uses. */
    public String accepted() {
        return given("Accepted", null, null);
    }

    public String blocked() {
        return given("Blocked", null, null);
    }

    public String expiringAt(Instant expiryDate) {
        return given("Accepted", expiryDate, null);
    }

    public String ofGroup(String parentIdTag) {
        return given("Accepted", null, parentIdTag);
    }

    /** An idTag, or the name of a group, that nothing is known about. */
    public static String unheardOf() {
        return "T-" + UUID.randomUUID().toString().substring(0, 16);
    }

    private String given(String status, @Nullable Instant expiryDate, @Nullable String parent) {
        var idTag = unheardOf();
        sql.sql("insert into id_tag values (?, ?, ?::timestamptz, ?)")
                .param(idTag.toLowerCase(Locale.ROOT))
                .param(status)
                .param(SqlTime.write(expiryDate))
                .param(parent)
                .update();
        return idTag;
    }
}
