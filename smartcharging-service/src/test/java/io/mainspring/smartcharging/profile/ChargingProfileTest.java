package io.mainspring.smartcharging.profile;

import static io.mainspring.ocpp.v16.type.ChargingProfileKind.RELATIVE;
import static io.mainspring.ocpp.v16.type.ChargingProfilePurpose.TX_PROFILE;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.chargepoint.ChargePointRegistered;
import io.mainspring.contracts.chargepoint.ChargePointRetired;
import io.mainspring.contracts.chargepoint.RegistrationSource;
import io.mainspring.contracts.smartcharging.ChargingProfileTerms;
import io.mainspring.contracts.transaction.TransactionStarted;
import io.mainspring.kit.eventsourcing.ProjectionRebuild;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.smartcharging.ChargePointUnderTest;
import io.mainspring.smartcharging.Profiles;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import io.mainspring.smartcharging.profile.ProfileEvent.Origin;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Correlation.End;
import io.mainspring.testkit.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@SmartchargingServiceTest
class ChargingProfileTest {

    private static final String ABSOLUTE =
            """
            "csChargingProfiles":{"chargingProfileId":1,"stackLevel":2,\
            "chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute",\
            "validFrom":"2026-01-01T00:00:00Z","validTo":"2036-01-01T00:00:00Z",\
            "chargingSchedule":{"duration":86400,"startSchedule":"2026-01-01T00:00:00Z",\
            "chargingRateUnit":"A","chargingSchedulePeriod":\
            [{"startPeriod":0,"limit":6.0,"numberPhases":3}]}}\
            """;

    @Autowired private ChargePointUnderTest chargePoints;
    @Autowired private Correlation correlation;
    @Autowired private KnownChargePoints known;
    @Autowired private ProjectionRebuild rebuild;
    @Autowired private CommandGateway commands;
    @Autowired private PollTransaction transaction;
    @Autowired private JdbcClient sql;
    @Autowired private Rest rest;

    @Test
    void everyFieldPassesThroughLiterally() {
        var cp = chargePoints.accepting();

        var answer = chargePoints.post("/set", cp, "\"connectorId\":1," + ABSOLUTE);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("status").asString()).isEqualTo("Answered");
        assertThat(answer.body().has("hints")).isFalse();
        assertThat(chargePoints.lastCall(cp))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        ("{\"connectorId\":1," + ABSOLUTE + "}")
                                                .replace("00:00:00Z", "00:00:00.000Z")));
        chargePoints.awaitBelieved(cp, 1);
        var profile = chargePoints.believed(cp).get(0);
        assertThat(profile.path("state").asString()).isEqualTo("Installed");
        assertThat(profile.path("chargingProfile"))
                .isEqualTo(chargePoints.lastCall(cp).path("csChargingProfiles"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, ChargePointMaxProfile, , /connectorId",
        "0, TxProfile, 5, /connectorId",
        "-1, TxDefaultProfile, , /connectorId",
        "1, TxDefaultProfile, 5, /csChargingProfiles/transactionId",
        "1, TxProfile, , /csChargingProfiles/transactionId",
        "1, TxProfile, 5, /csChargingProfiles/transactionId"
    })
    void aPurposeInTheWrongPlaceIsRefusedNamingTheField(
            int connectorId, String purpose, Integer transactionId, String pointer) {
        var cp = chargePoints.accepting();

        var answer =
                chargePoints.post(
                        "/set",
                        cp,
                        set(connectorId, Profiles.json(1, purpose, 0, transactionId, "6.0")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo(pointer);
        assertThat(chargePoints.calls(cp)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"startPeriod\":0|\"startPeriod\":5|/chargingSchedule/chargingSchedulePeriod/0/startPeriod",
                "\"limit\":6.0|\"limit\":-0.1|/chargingSchedule/chargingSchedulePeriod/0/limit",
                "\"limit\":6.0|\"limit\":6.05|/chargingSchedule/chargingSchedulePeriod/0/limit",
                "\"numberPhases\":3|\"numberPhases\":4|/chargingSchedule/chargingSchedulePeriod/0/numberPhases",
                "}]|},{\"startPeriod\":0,\"limit\":1}]|/chargingSchedule/chargingSchedulePeriod/1/startPeriod",
                "\"stackLevel\":2|\"stackLevel\":-1|/stackLevel",
                "\"Absolute\"|\"Recurring\"|/recurrencyKind",
                "\"Absolute\"|\"Absolute\",\"recurrencyKind\":\"Daily\"|/recurrencyKind",
                "\"Absolute\"|\"Relative\"|/chargingSchedule/startSchedule",
                "\"startSchedule\":\"2026-01-01T00:00:00Z\",||/chargingSchedule/startSchedule",
                "\"validTo\":\"2036|\"validTo\":\"2016|/validTo",
                "\"duration\":86400|\"duration\":0|/chargingSchedule/duration"
            })
    void aShapeTheProtocolForbidsIsRefusedEvenByForce(String good, String bad, String pointer) {
        var cp = chargePoints.accepting();
        var broken = ABSOLUTE.replace(good, bad == null ? "" : bad);
        assertThat(broken).isNotEqualTo(ABSOLUTE);

        var answer = chargePoints.post("/set?force=true", cp, "\"connectorId\":1," + broken);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString())
                .isEqualTo("/csChargingProfiles" + pointer);
        assertThat(chargePoints.calls(cp)).isEmpty();
    }

    @Test
    void theChargePointsOwnLimitsHoldUnlessForced() {
        var cp = chargePoints.accepting();
        chargePoints.configured(
                cp,
                Map.of(
                        "ChargeProfileMaxStackLevel", "1",
                        "ChargingScheduleAllowedChargingRateUnit", "Power"));
        await().until(() -> !known.limitsOf(cp).units().isEmpty());

        var level = chargePoints.post("/set", cp, "\"connectorId\":1," + ABSOLUTE);
        var unit =
                chargePoints.post(
                        "/set",
                        cp,
                        "\"connectorId\":1,"
                                + ABSOLUTE.replace("\"stackLevel\":2", "\"stackLevel\":1"));

        assertThat(level.body().path("pointer").asString())
                .isEqualTo("/csChargingProfiles/stackLevel");
        assertThat(unit.body().path("pointer").asString())
                .isEqualTo("/csChargingProfiles/chargingSchedule/chargingRateUnit");
        assertThat(
                        chargePoints
                                .post("/set?force=true", cp, "\"connectorId\":1," + ABSOLUTE)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void oneProfileMoreThanItHoldsIsRefusedButAReplacementIsNot() {
        var cp = chargePoints.accepting();
        chargePoints.configured(cp, Map.of("MaxChargingProfilesInstalled", "1"));
        await().until(() -> known.limitsOf(cp).maxInstalled() != null);
        chargePoints.post("/set", cp, "\"connectorId\":1," + ABSOLUTE);
        chargePoints.awaitBelieved(cp, 1);

        var another =
                chargePoints.post(
                        "/set", cp, set(2, Profiles.json(9, "TxDefaultProfile", 0, null, "6.0")));
        var replacement =
                chargePoints.post(
                        "/set", cp, set(1, Profiles.json(9, "TxDefaultProfile", 2, null, "6.0")));

        assertThat(another.body().path("pointer").asString()).isEqualTo("/csChargingProfiles");
        assertThat(replacement.status()).isEqualTo(200);
        chargePoints.awaitBelieved(cp, 9);
    }

    @Test
    void anIdAndTheRunningTransactionAreFilledIn() {
        var cp = chargePoints.accepting();
        int transactionId = chargePoints.started(cp, 1);
        var profile =
                Profiles.json(7, "TxProfile", 0, null, "6.0")
                        .replace("\"chargingProfileId\":7,", "");

        var answer = chargePoints.post("/set", cp, set(1, profile));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        var sent = chargePoints.lastCall(cp).path("csChargingProfiles");
        assertThat(sent.path("transactionId").asInt()).isEqualTo(transactionId);
        assertThat(sent.path("chargingProfileId").asInt()).isGreaterThan(1_000_000);
    }

    @Test
    void anIdempotencyKeyGetsTheSameChosenIdAgain() {
        var cp = chargePoints.accepting();
        var body =
                "{\"chargePointId\":\"%s\",%s}"
                        .formatted(
                                cp,
                                set(
                                        1,
                                        Profiles.json(7, "TxDefaultProfile", 0, null, "6.0")
                                                .replace("\"chargingProfileId\":7,", "")));
        var key = UUID.randomUUID().toString();

        var first = rest.post("/charging-profiles/set", body, "Idempotency-Key", key);
        var second = rest.post("/charging-profiles/set", body, "Idempotency-Key", key);

        assertThat(second.body().path("commandId")).isEqualTo(first.body().path("commandId"));
        assertThat(chargePoints.calls(cp)).hasSize(1);
    }

    @Test
    void aTransactionThatWasReportedLateGetsNoTxProfileUnlessForced() {
        var cp = chargePoints.accepting();
        int id = chargePoints.started(cp, 1, Instant.now().minus(Duration.ofHours(3)));
        var fields = set(1, Profiles.json(7, "TxProfile", 0, id, "6.0"));

        assertThat(chargePoints.post("/set", cp, fields).body().path("pointer").asString())
                .isEqualTo("/csChargingProfiles/transactionId");
        assertThat(chargePoints.post("/set?force=true", cp, fields).status()).isEqualTo(200);
    }

    @Test
    void aTxProfileIsGoneWithItsTransaction() {
        var cp = chargePoints.accepting();
        int id = chargePoints.started(cp, 1);
        chargePoints.post("/set", cp, set(1, Profiles.json(7, "TxProfile", 0, id, "6.0")));
        chargePoints.post("/set", cp, set(1, Profiles.json(8, "TxDefaultProfile", 0, null, "6.0")));
        chargePoints.awaitBelieved(cp, 7, 8);

        chargePoints.stopped(cp, 1, id);

        chargePoints.awaitBelieved(cp, 8);
    }

    @Test
    void aTxProfileThatIsAcceptedAfterItsTransactionEndedDoesNotStay() {
        var cp = chargePoints.accepting();
        int id = chargePoints.started(cp, 1);
        chargePoints.stopped(cp, 1, id);

        chargePoints.post(
                "/set?force=true", cp, set(1, Profiles.json(7, "TxProfile", 0, id, "6.0")));
        chargePoints.post("/set", cp, set(1, Profiles.json(8, "TxDefaultProfile", 0, null, "6.0")));

        chargePoints.awaitBelieved(cp, 8);
    }

    /** The two are locked by Axon and by PostgreSQL, which know nothing of each other. */
    @Test
    void anEndAndAnAnswerThatComeTogetherDoNotWaitForEachOther() {
        var cp = "CP-" + UUID.randomUUID();
        int id = chargePoints.started(cp, 1);
        var ending = new ProfileCommand.EndTransaction(cp, 1, id, Instant.now());

        transaction.execute(() -> {
            sql.sql("update running_transaction set ended_at = now() where transaction_id = ?")
                    .param(id)
                    .update();
            correlation.ends(cp, _ -> End.answered("{\"status\":\"Accepted\"}"));
            chargePoints.postAsync("/set", cp, set(1, Profiles.json(7, "TxProfile", 0, id, "6")));
            await().until(this::isAnOutcomeWaitingForARow);
            assertThat(supplyAsync(() -> transaction.execute(() -> commands.sendAndWait(ending))))
                    .succeedsWithin(Duration.ofSeconds(5));
            return id;
        });

        chargePoints.post("/set", cp, set(1, Profiles.json(8, "TxDefaultProfile", 0, null, "6.0")));
        chargePoints.awaitBelieved(cp, 8);
    }

    private boolean isAnOutcomeWaitingForARow() {
        return sql.sql(
                        """
                        select exists (select from pg_stat_activity
                            where wait_event_type = 'Lock' and query like '%running_transaction%'
                                and pid <> pg_backend_pid())
                        """)
                .query(Boolean.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandStatus.class,
            names = {"TIMED_OUT", "CONNECTION_LOST", "SUPERSEDED", "OFFLINE", "EXPIRED"})
    void whatNobodyAnsweredChangesNothing(CommandStatus status) {
        var cp = chargePoints.accepting();
        chargePoints.post("/set", cp, set(1, Profiles.json(1, "TxDefaultProfile", 0, null, "6.0")));
        chargePoints.awaitBelieved(cp, 1);

        correlation.ends(cp, _ -> End.of(status));
        chargePoints.post("/set", cp, set(1, Profiles.json(2, "TxDefaultProfile", 0, null, "9.0")));
        chargePoints.post("/clear", cp, "");
        correlation.ends(cp, _ -> End.answered("{\"status\":\"Accepted\"}"));
        chargePoints.post("/set", cp, set(1, Profiles.json(3, "TxDefaultProfile", 1, null, "9.0")));

        chargePoints.awaitBelieved(cp, 1, 3);
    }

    @Test
    void whatIsNotSupportedIsRefused() {
        var cp = chargePoints.answering("{\"status\":\"NotSupported\"}");

        chargePoints.post("/set", cp, set(1, Profiles.json(2, "TxDefaultProfile", 0, null, "6.0")));

        await().untilAsserted(() ->
                assertThat(
                                sql.sql(
                                                """
                                                select payload->>'reason' from domain_event
                                                where aggregate_id = lower(?)
                                                """)
                                        .param("profiles:" + cp)
                                        .query(String.class)
                                        .list())
                        .containsExactly("NotSupported"));
        assertThat(chargePoints.believedIds(cp)).isEmpty();
    }

    @Test
    void moreStepsThanItTakesAreRefused() {
        var cp = chargePoints.accepting();
        chargePoints.configured(cp, Map.of("ChargingScheduleMaxPeriods", "1"));
        await().until(() -> known.limitsOf(cp).maxPeriods() != null);
        var two = ABSOLUTE.replace("}]", "},{\"startPeriod\":60,\"limit\":1}]");

        assertThat(
                        chargePoints
                                .post("/set", cp, "\"connectorId\":1," + two)
                                .body()
                                .path("pointer")
                                .asString())
                .isEqualTo("/csChargingProfiles/chargingSchedule/chargingSchedulePeriod");
        assertThat(chargePoints.post("/set", cp, "\"connectorId\":1," + ABSOLUTE).status())
                .isEqualTo(200);
    }

    @Test
    void aTimeThatNoClockEverShowedDoesNotStopTheProjection() {
        var cp = "CP-" + UUID.randomUUID();
        var year0 = Instant.parse("0000-01-01T00:00:00Z");
        var schedule = Profiles.ampere(1, TX_PROFILE, 0, 5, "6.0").chargingSchedule();
        var profile =
                new ChargingProfile(1, 5, 0, TX_PROFILE, RELATIVE, null, null, year0, schedule);

        transaction.execute(() ->
                commands.sendAndWait(
                        new ProfileCommand.Install(
                                cp,
                                1,
                                ProfileTerms.of(profile),
                                Origin.REMOTE_START_TRANSACTION,
                                UUID.randomUUID(),
                                "tests",
                                Instant.now())));

        chargePoints.awaitBelieved(cp, 1);
        assertThat(chargePoints.believed(cp).get(0).path("state").asString()).isEqualTo("Expired");
    }

    @Test
    void theSameChargePointInAnotherSpellingIsTheSameChargePoint() {
        var cp = chargePoints.accepting();
        chargePoints.publish(
                Owner.CHARGEPOINT,
                cp,
                new ChargePointRegistered(cp, RegistrationSource.OPERATOR, 0, null, Instant.now()));
        await().until(() -> known.find(cp).isPresent());

        chargePoints.post(
                "/set",
                cp.toLowerCase(Locale.ROOT),
                set(1, Profiles.json(2, "TxDefaultProfile", 0, null, "6.0")));

        chargePoints.awaitBelieved(cp, 2);
        assertThat(chargePoints.calls(cp)).hasSize(1);
    }

    @Test
    void theProfileOfARemoteStartBecomesATxProfileOfItsTransaction() {
        var cp = "CP-" + UUID.randomUUID();
        chargePoints.publish(
                Owner.TRANSACTION,
                cp,
                new TransactionStarted(
                        4711,
                        cp,
                        2,
                        "DEADBEEF",
                        null,
                        "Accepted",
                        Instant.now(),
                        Instant.now(),
                        0,
                        null,
                        UUID.randomUUID(),
                        ChargingProfileTerms.of(
                                Profiles.ampere(
                                        5, ChargingProfilePurpose.TX_PROFILE, 0, null, "16.0")),
                        List.of()));

        chargePoints.awaitBelieved(cp, 5);
        var profile = chargePoints.believed(cp).get(0);
        assertThat(profile.path("transactionId").asInt()).isEqualTo(4711);
        assertThat(profile.path("connectorId").asInt()).isEqualTo(2);
        assertThat(profile.path("origin").asString()).isEqualTo("RemoteStartTransaction");
        chargePoints.stopped(cp, 2, 4711);
        chargePoints.awaitBelieved(cp);
    }

    @Test
    void aRefusalChangesNothingAndHintsAtTheUnit() {
        var cp = "CP-" + UUID.randomUUID();
        correlation.ends(cp, _ -> End.error("PropertyConstraintViolation"));

        var answer =
                chargePoints.post(
                        "/set",
                        cp,
                        "\"connectorId\":1,"
                                + ABSOLUTE.replace(
                                        "\"chargingRateUnit\":\"A\"",
                                        "\"chargingRateUnit\":\"W\""));

        assertThat(answer.body().path("error").path("code").asString())
                .isEqualTo("PropertyConstraintViolation");
        assertThat(answer.body().path("hints").get(0).asString())
                .contains("ChargingScheduleAllowedChargingRateUnit")
                .contains("in A");
        assertThat(chargePoints.believedIds(cp)).isEmpty();
    }

    @Test
    void unknownClearsNothingAndAcceptedClearsWhatMatches() {
        var cp = chargePoints.accepting();
        chargePoints.post(
                "/set", cp, set(0, Profiles.json(1, "ChargePointMaxProfile", 0, null, "32.0")));
        chargePoints.post(
                "/set", cp, set(1, Profiles.json(2, "TxDefaultProfile", 0, null, "16.0")));
        chargePoints.awaitBelieved(cp, 1, 2);

        correlation.ends(cp, _ -> End.answered("{\"status\":\"Unknown\"}"));
        assertThat(chargePoints.post("/clear", cp, "").status()).isEqualTo(200);
        correlation.ends(cp, _ -> End.answered("{\"status\":\"Accepted\"}"));
        chargePoints.post("/clear", cp, "\"connectorId\":1");

        assertThat(chargePoints.lastCall(cp).toString()).isEqualTo("{\"connectorId\":1}");
        chargePoints.awaitBelieved(cp, 1);
        chargePoints.post("/clear", cp, "");
        assertThat(chargePoints.lastCall(cp).toString()).isEqualTo("{}");
        chargePoints.awaitBelieved(cp);
    }

    @Test
    void aRetiredChargePointIsBelievedToHaveNothing() {
        var cp = chargePoints.accepting();
        chargePoints.post("/set", cp, "\"connectorId\":1," + ABSOLUTE);
        chargePoints.awaitBelieved(cp, 1);

        chargePoints.publish(Owner.CHARGEPOINT, cp, new ChargePointRetired(cp, Instant.now()));

        chargePoints.awaitBelieved(cp);
    }

    @Test
    void aSnapshotHasAllThatTheEventsSaid() {
        var cp = chargePoints.accepting();
        for (int i = 1; i <= StoredProfiles.EVENTS_PER_SNAPSHOT + 20; i++) {
            chargePoints.post(
                    "/set",
                    cp,
                    set(1 + i % 2, Profiles.json(i, "TxDefaultProfile", 0, null, "6.0")));
        }
        int last = StoredProfiles.EVENTS_PER_SNAPSHOT + 20;
        chargePoints.awaitBelieved(cp, last - 1, last);
        await().until(() -> snapshots(cp) > 0);
        dropFromTheCache(cp);

        chargePoints.post(
                "/set", cp, set(1, Profiles.json(500, "TxDefaultProfile", 0, null, "6.0")));

        chargePoints.awaitBelieved(cp, last - 1, 500);
    }

    private int snapshots(String cp) {
        return sql.sql("select count(*) from snapshot where aggregate_id = lower(?)")
                .param("profiles:" + cp)
                .query(Integer.class)
                .single();
    }

    /** A roll-back does: what stands in the cache then was never stored. */
    private void dropFromTheCache(String cp) {
        var retire = new ProfileCommand.Retire(cp, Instant.now());
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        transaction.execute(() -> {
                            commands.sendAndWait(retire);
                            throw new IllegalStateException("rolled back");
                        }));
    }

    @Test
    void aRebuiltProjectionEqualsTheLiveOne() {
        var cp = chargePoints.accepting();
        chargePoints.post("/set", cp, "\"connectorId\":1," + ABSOLUTE);
        chargePoints.post(
                "/set", cp, set(2, Profiles.json(5, "TxDefaultProfile", 0, null, "16.0")));
        chargePoints.awaitBelieved(cp, 1, 5);
        var live = rows(cp);
        sql.sql("delete from installed_profile where charging_profile_id = 5").update();

        rebuild.rebuild("installed-profiles");

        assertThat(rows(cp)).isEqualTo(live).hasSize(2);
    }

    private List<Map<String, @Nullable Object>> rows(String cp) {
        return sql.sql(
                        """
                        select charge_point_id, charging_profile_id, connector_id, purpose,
                            stack_level, profile::text, origin, command_id, installed_at
                        from installed_profile where charge_point_id = ? order by 2
                        """)
                .param(cp)
                .query()
                .listOfRows();
    }

    private static String set(int connectorId, String profile) {
        return "\"connectorId\":%d,\"csChargingProfiles\":%s".formatted(connectorId, profile);
    }
}
