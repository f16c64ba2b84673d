package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The charge points as they are now, read from their projection and from presence. */
@Component
public class ChargePoints {

    private static final String ROW =
            """
            select c.state::text as state, coalesce(p.connected, false) as connected, p.since,
                   p.last_seen_at
            from charge_point c left join presence p using (charge_point_key)
            """;

    /** Printable ASCII without what is more than a character in a distinguished name. */
    private static final Pattern CERTIFIABLE =
            Pattern.compile("(?! )[ -~&&[^\\\\#+,=\"<>;]]{1,64}(?<! )");

    private final JdbcClient sql;

    ChargePoints(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Whom a command goes to.
     *
     * @param id canonical spelling
     * @param registered false: it was connected, and nobody registered it
     * @param registration null: it has not booted since it is registered, or is not registered
     */
    public record Recipient(
            ChargePointId id, boolean registered, @Nullable RegistrationStatus registration) {}

    /**
     * What a list is to hold; null does not restrict.
     *
     * @param prefix of the identity, without case
     */
    record Filter(
            @Nullable String registration,
            @Nullable String admission,
            @Nullable Boolean online,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String prefix,
            boolean retired) {}

    /**
     * Where a command may be sent: to a registered charge point, and to one that is not registered
     * but was connected, which may be the only way to make it boot.
     *
     * @throws Problem 404 if nobody knows it, 409 if it is rejected (nothing should be sent to it)
     */
    public Recipient recipient(String chargePointId) {
        var recipient =
                registered(chargePointId)
                        .map(state ->
                                new Recipient(
                                        new ChargePointId(state.chargePointId),
                                        true,
                                        state.registration()))
                        .or(() -> seen(chargePointId))
                        .orElseThrow(() -> unknown(chargePointId));
        if (recipient.registration() == RegistrationStatus.REJECTED) {
            throw Problem.conflict(
                    "charge point " + recipient.id() + " is rejected: nothing is sent to it");
        }
        return recipient;
    }

    /** What a charge point took over of operators' wishes, by connector; empty if it is unknown. */
    public Map<Integer, AvailabilityWish> wishes(String chargePointId) {
        return registered(chargePointId).map(state -> Map.copyOf(state.wishes)).orElse(Map.of());
    }

    /**
     * The canonical spelling of one that is or was registered, or was connected.
     *
     * @throws Problem 404 if nobody knows it
     */
    public ChargePointId known(String chargePointId) {
        return state(chargePointId)
                .map(state -> new ChargePointId(state.chargePointId))
                .or(() -> seen(chargePointId).map(Recipient::id))
                .orElseThrow(() -> unknown(chargePointId));
    }

    /**
     * What a certificate of a charge point is made out to.
     *
     * @param commonName null: it has no name that is its own and that a certificate can hold
     * @param candidates everything it may call itself in a request
     * @param isProven false: anybody can say to be this charge point, for it comes without proof
     */
    public record CertificateName(
            @Nullable String commonName, Set<String> candidates, boolean isProven) {
        public CertificateName {
            candidates = Set.copyOf(candidates);
        }
    }

    /**
     * Its serial number, as registered or as it said when it booted, else its identity: the first
     * that is nobody else's, for a certificate must not open another's door. Only names that are
     * read in one way everywhere.
     */
    public CertificateName certificateName(String chargePointId) {
        var state = registered(chargePointId).orElse(null);
        var possible = state == null ? List.of(chargePointId) : state.possibleNames();
        return new CertificateName(
                possible.stream()
                        .filter(name -> CERTIFIABLE.matcher(name).matches())
                        .filter(name -> !isAnothers(name, chargePointId))
                        .findFirst()
                        .orElse(null),
                new TreeSet<>(possible),
                state != null && state.settings.securityProfile() > 0);
    }

    /**
     * Looks whether a name can be given: with one that is another's, a certificate would open both
     * doors.
     *
     * @throws Problem 409 if it is another's
     */
    void requireFree(@Nullable String name, String chargePointId) {
        if (name != null && isAnothers(name, chargePointId)) {
            throw Problem.conflict(
                    name
                            + " is the identity or serial number of another charge point, or a"
                            + " certificate of another is made out to it");
        }
    }

    private boolean isAnothers(String name, String chargePointId) {
        return sql.sql(
                        """
                        select exists(
                            select 1 from charge_point
                            where charge_point_key <> ? and retired_at is null
                              and names @> array[?])
                        """)
                .params(ChargePointId.keyOf(chargePointId), ChargePointId.keyOf(name))
                .query(Boolean.class)
                .single();
    }

    /** Whether it is registered with this security profile. */
    public boolean isAt(String chargePointId, int securityProfile) {
        return registered(chargePointId)
                .map(state -> state.settings.securityProfile() == securityProfile)
                .orElse(false);
    }

    /**
     * How somebody may connect.
     *
     * @param hasKey one that both sides surely have
     */
    public record Door(ChargePointId id, int securityProfile, boolean hasKey) {}

    /**
     * @throws Problem 404 if it is not registered
     */
    public Door door(String chargePointId) {
        return registered(chargePointId)
                .map(state ->
                        new Door(
                                new ChargePointId(state.chargePointId),
                                state.settings.securityProfile(),
                                state.holdsAgreedKey()))
                .orElseThrow(() -> unknown(chargePointId));
    }

    static Problem unknown(String chargePointId) {
        return Problem.notFound("charge point " + chargePointId + " is not known");
    }

    Optional<ChargePointState> registered(String chargePointId) {
        return state(chargePointId).filter(state -> state.registered);
    }

    private Optional<ChargePointState> state(String chargePointId) {
        return sql.sql("select state::text from charge_point where charge_point_key = ?")
                .param(ChargePointId.keyOf(chargePointId))
                .query(String.class)
                .optional()
                .map(ChargePointState::read);
    }

    private Optional<Recipient> seen(String chargePointId) {
        return sql.sql("select charge_point_id from presence where charge_point_key = ?")
                .param(ChargePointId.keyOf(chargePointId))
                .query(String.class)
                .optional()
                .map(spelling -> new Recipient(new ChargePointId(spelling), false, null));
    }

    Optional<ChargePointView> find(String chargePointId) {
        return sql.sql(ROW + "where c.charge_point_key = ?")
                .param(ChargePointId.keyOf(chargePointId))
                .query((row, _) -> view(row))
                .optional();
    }

    /** Newest first. */
    Page<ChargePointView> list(Filter filter, int limit, @Nullable Cursor cursor) {
        var rows =
                sql.sql(
                                ROW
                                        + """
                                        where (:retired or c.retired_at is null)
                                          and (:registration::text is null
                                               or c.registration = :registration)
                                          and (:admission::text is null or c.admission = :admission)
                                          and (:online::boolean is null
                                               or coalesce(p.connected, false) = :online::boolean)
                                          and (:vendor::text is null or c.vendor = :vendor)
                                          and (:model::text is null or c.model = :model)
                                          and (:prefix::text is null
                                               or starts_with(c.charge_point_key, :prefix::text))
                                          and (:at::timestamptz is null
                                               or (c.registered_at, c.charge_point_key)
                                                  < (:at::timestamptz, :key::text))
                                        order by c.registered_at desc, c.charge_point_key desc
                                        limit :rows
                                        """)
                        .param("retired", filter.retired())
                        .param("registration", filter.registration())
                        .param("admission", filter.admission())
                        .param("online", filter.online())
                        .param("vendor", filter.vendor())
                        .param("model", filter.model())
                        .param(
                                "prefix",
                                filter.prefix() == null
                                        ? null
                                        : ChargePointId.keyOf(filter.prefix()))
                        .param("at", cursor == null ? null : cursor.keys().get(0))
                        .param("key", cursor == null ? null : cursor.keys().get(1))
                        .param("rows", limit + 1)
                        .query((row, _) -> view(row))
                        .list();
        return Page.of(
                rows,
                limit,
                last ->
                        Cursor.of(
                                Objects.requireNonNull(last.registeredAt()),
                                ChargePointId.keyOf(last.chargePointId())));
    }

    /** Every identity that ever was registered, after a given key, in the order of the keys. */
    List<ChargePointId> all(String afterKey, int limit) {
        return sql.sql(
                        """
                        select charge_point_id from charge_point where charge_point_key > ?
                        order by charge_point_key limit ?
                        """)
                .params(afterKey, limit)
                .query((row, _) -> new ChargePointId(row.getString(1)))
                .list();
    }

    private static ChargePointView view(ResultSet row) throws SQLException {
        return ChargePointView.of(
                ChargePointState.read(row.getString("state")),
                new ChargePointView.Presence(
                        row.getBoolean("connected"),
                        instant(row, "since"),
                        instant(row, "last_seen_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
