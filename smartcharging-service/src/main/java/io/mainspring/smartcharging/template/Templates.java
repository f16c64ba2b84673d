package io.mainspring.smartcharging.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.rules.ChargingProfileRules;
import io.mainspring.ocpp.v16.action.SetChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.smartcharging.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table {@code profile_template}. */
@Component
class Templates {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String POINTER = "/profile";
    private static final ChargingProfileRules RULES = new ChargingProfileRules(POINTER);
    private static final String SELECT =
            """
            select template_id, name, profile::text as profile, changed_at, changed_by
            from profile_template
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.strict();

    Templates(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<TemplateView> all() {
        return sql.sql(SELECT + " order by name").query((row, _) -> read(row)).list();
    }

    Optional<TemplateView> find(UUID templateId) {
        return sql.sql(SELECT + " where template_id = ?")
                .param(templateId)
                .query((row, _) -> read(row))
                .optional();
    }

    /**
     * Writes a template, in place of the one with this id if there is one.
     *
     * @throws Problem 400 if the profile could not be installed anywhere, or an OcppViolation
     * @throws org.springframework.dao.DuplicateKeyException if another one has this name
     */
    void put(UUID templateId, String name, ObjectNode profile, String by) {
        check(profile);
        sql.sql(
                        """
                        insert into profile_template
                            (template_id, name, profile, changed_at, changed_by)
                        values (?, ?, ?::jsonb, ?::timestamptz, ?)
                        on conflict (template_id) do update
                        set name = excluded.name, profile = excluded.profile,
                            changed_at = excluded.changed_at, changed_by = excluded.changed_by
                        """)
                .params(templateId, name, profile.toString(), SqlTime.text(clock.instant()), by)
                .update();
    }

    /** Whether there was one. Installations that have begun go on. */
    boolean delete(UUID templateId) {
        return sql.sql("delete from profile_template where template_id = ?")
                        .param(templateId)
                        .update()
                > 0;
    }

    /** The profile of a template under an id of its own. */
    ChargingProfile profile(JsonNode template, int chargingProfileId) {
        var profile = ((ObjectNode) template).deepCopy();
        profile.put("chargingProfileId", chargingProfileId);
        var request = JSON.createObjectNode();
        request.put("connectorId", 0);
        request.set("csChargingProfiles", profile);
        return codec.decode(SetChargingProfile.Request.class, request.toString().getBytes(UTF_8))
                .message()
                .csChargingProfiles();
    }

    private void check(ObjectNode template) {
        for (var chosenLater : List.of("chargingProfileId", "transactionId")) {
            if (template.has(chosenLater)) {
                throw Problem.badRequest(
                        POINTER + "/" + chosenLater,
                        "must be absent: it belongs to an installation");
            }
        }
        var profile = decoded(template);
        if (profile.chargingProfilePurpose() == ChargingProfilePurpose.TX_PROFILE) {
            throw Problem.badRequest(
                    POINTER + "/chargingProfilePurpose",
                    "must not be TxProfile: that belongs to one transaction");
        }
        RULES.checkShape(profile);
    }

    /**
     * Whether a template may be installed on this connector.
     *
     * @throws OcppViolation that points at {@code /connectorId}
     */
    void checkPlace(TemplateView template, int connectorId) {
        RULES.checkPlace(connectorId, profile(template.profile(), 1));
    }

    /** As {@link #profile}; a violation points at the caller's own field. */
    private ChargingProfile decoded(ObjectNode template) {
        try {
            return profile(template, 1);
        } catch (OcppViolation e) {
            throw Problem.badRequest(
                    e.path().replaceFirst("^/csChargingProfiles", POINTER), e.reason());
        }
    }

    private static TemplateView read(ResultSet row) throws SQLException {
        return new TemplateView(
                row.getObject("template_id", UUID.class),
                row.getString("name"),
                JSON.readTree(row.getString("profile")),
                SqlTime.require(row, "changed_at"),
                row.getString("changed_by"));
    }
}
