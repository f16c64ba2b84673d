package io.mainspring.auth.locallist;

import static java.time.ZoneOffset.UTC;

import io.mainspring.auth.locallist.content.Contents;
import io.mainspring.auth.locallist.content.Entry;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What lists are to hold, and what they hold. An idTag of more than 20 characters cannot be sent
 * (OCPP 1.6 §7.28) and is left out; a barred one goes in as Blocked, so that the charge point
 * refuses it also while it is on its own.
 */
@Component
class Targets {

    private static final String SELECT =
            """
            select t.id_tag, t.status, t.expiry_date, t.parent_id_tag,
                   t.status = 'Accepted' and t.expiry_date <= ?::timestamptz as expired
            """;

    private static final String CHOSEN =
            """
            from id_tag t where %s
            """;

    private final JdbcClient db;
    private final Clock clock;

    Targets(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What a list is to hold as of now.
     *
     * @param most not more than so many entries and one are read
     */
    Contents of(String chargePointKey, Source source, int most) {
        var statement =
                db.sql(
                                SELECT
                                        + CHOSEN.formatted(condition(source))
                                        + " and char_length(t.id_tag) <= 20 order by t.key limit ?")
                        .param(clock.instant().atOffset(UTC));
        if (source != Source.ALL) {
            statement = statement.param(chargePointKey);
        }
        return Contents.of(statement.param(most + 1).query((row, _) -> entry(row)).list());
    }

    /** The same, of those idTags only that it holds now. */
    Contents ofHeld(String chargePointKey, Source source) {
        var statement =
                db.sql(
                                SELECT
                                        + CHOSEN.formatted(condition(source))
                                        + " and char_length(t.id_tag) <= 20 and t.key in ("
                                        + "select id_tag_key from local_list_entry"
                                        + " where charge_point_key = ?)")
                        .param(clock.instant().atOffset(UTC));
        if (source != Source.ALL) {
            statement = statement.param(chargePointKey);
        }
        return Contents.of(statement.param(chargePointKey).query((row, _) -> entry(row)).list());
    }

    /** How many it is to hold, and how many of the chosen idTags are too long to be sent. */
    record Sizes(int entries, int leftOut) {}

    Sizes sizes(String chargePointKey, Source source) {
        var statement =
                db.sql(
                        "select count(*) filter (where char_length(t.id_tag) <= 20),"
                                + " count(*) filter (where char_length(t.id_tag) > 20) "
                                + CHOSEN.formatted(condition(source)));
        if (source != Source.ALL) {
            statement = statement.param(chargePointKey);
        }
        return statement.query((row, _) -> new Sizes(row.getInt(1), row.getInt(2))).single();
    }

    private static String condition(Source source) {
        return switch (source) {
            case ALL -> "true";
            case GROUPS -> in("t.parent_key");
            case ID_TAGS -> in("t.key");
        };
    }

    private static String in(String column) {
        return column
                + " in (select member_key from local_list_selected where charge_point_key = ?)";
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var expiryDate = row.getObject("expiry_date", OffsetDateTime.class);
        return new Entry(
                row.getString("id_tag"),
                row.getBoolean("expired")
                        ? AuthorizationStatus.EXPIRED
                        : "Blocked".equals(row.getString("status"))
                                ? AuthorizationStatus.BLOCKED
                                : AuthorizationStatus.ACCEPTED,
                expiryDate == null ? null : expiryDate.toInstant(),
                row.getString("parent_id_tag"));
    }

    /** The entries it last accepted. */
    Contents heldBy(String chargePointKey) {
        return Contents.of(
                db.sql(
                                """
                                select id_tag, status, expiry_date, parent_id_tag
                                from local_list_entry where charge_point_key = ?
                                """)
                        .param(chargePointKey)
                        .query((row, _) -> held(row))
                        .list());
    }

    /** A page of them, by key. */
    List<Entry> heldBy(String chargePointKey, String after, int limit) {
        return db.sql(
                        """
                        select id_tag, status, expiry_date, parent_id_tag from local_list_entry
                        where charge_point_key = ? and id_tag_key > ?
                        order by id_tag_key limit ?
                        """)
                .params(chargePointKey, after, limit)
                .query((row, _) -> held(row))
                .list();
    }

    int countHeldBy(String chargePointKey) {
        return db.sql("select count(*) from local_list_entry where charge_point_key = ?")
                .param(chargePointKey)
                .query(Integer.class)
                .single();
    }

    private static Entry held(ResultSet row) throws SQLException {
        var expiryDate = row.getObject("expiry_date", OffsetDateTime.class);
        return new Entry(
                row.getString("id_tag"),
                status(row.getString("status")),
                expiryDate == null ? null : expiryDate.toInstant(),
                row.getString("parent_id_tag"));
    }

    private static AuthorizationStatus status(String wireName) {
        return Arrays.stream(AuthorizationStatus.values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst()
                .orElseThrow();
    }
}
