package io.mainspring.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.action.ChangeConfiguration;
import io.mainspring.ocpp.v16.action.ClearCache;
import io.mainspring.ocpp.v16.action.GetConfiguration;
import io.mainspring.ocpp.v16.action.GetLocalListVersion;
import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.AuthorizationData;
import io.mainspring.ocpp.v16.type.ClearCacheStatus;
import io.mainspring.ocpp.v16.type.ConfigurationStatus;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.KeyValue;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import io.mainspring.scenarios.bed.OnThePlatform;
import io.mainspring.scenarios.bed.Operator;
import io.mainspring.scenarios.bed.TestBed;
import io.mainspring.scenarios.bed.TestChargePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnThePlatform
@DisplayName("Local authorization lists")
class LocalListScenario {

    private final TestBed bed;

    LocalListScenario(TestBed bed) {
        this.bed = bed;
    }

    @Test
    @DisplayName("TC_042_1_CSMS Local list version, not supported")
    void tc_042_1_version_not_supported() {
        try (var chargePoint = bed.chargePoint().booted()) {
            assertThat(reportedVersion(chargePoint, -1)).isEqualTo(-1);

            awaitList(chargePoint, "\"state\":\"NotSupported\"");
        }
    }

    @Test
    @DisplayName("TC_042_2_CSMS Local list version, empty")
    void tc_042_2_version_empty() {
        try (var chargePoint = bed.chargePoint().booted()) {
            assertThat(reportedVersion(chargePoint, 0)).isZero();

            awaitList(chargePoint, "\"listVersion\":0");
            assertThat(list(chargePoint, "")).contains("\"entries\":0", "\"state\":\"InSync\"");
        }
    }

    @Test
    @DisplayName("TC_043_1_CSMS Send list, not supported")
    void tc_043_1_not_supported() {
        try (var chargePoint = bed.chargePoint().booted()) {
            select(chargePoint, List.of(bed.idTag()));
            var asking = send(chargePoint, "{\"updateType\":\"Full\"}");
            var asked = chargePoint.expect(SendLocalList.Request.class);
            assertThat(asked.request().updateType()).isEqualTo(UpdateType.FULL);
            asked.answer(new SendLocalList.Response(UpdateStatus.NOT_SUPPORTED));
            asking.isAnswered("NotSupported");

            awaitList(chargePoint, "\"state\":\"NotSupported\"");
        }
    }

    @Test
    @DisplayName("TC_043_3_CSMS Send list, failed")
    void tc_043_3_failed() {
        try (var chargePoint = bed.chargePoint().booted()) {
            select(chargePoint, List.of(bed.idTag()));
            var asking = send(chargePoint, "{\"updateType\":\"Full\"}");
            var asked = chargePoint.expect(SendLocalList.Request.class);
            assertThat(asked.request().updateType()).isEqualTo(UpdateType.FULL);
            asked.answer(new SendLocalList.Response(UpdateStatus.FAILED));
            asking.isAnswered("Failed");

            await().untilAsserted(() ->
                    assertThat(list(chargePoint, "/versions")).contains("\"outcome\":\"Failed\""));
        }
    }

    @Test
    @DisplayName("TC_043_4_CSMS Send list, full")
    void tc_043_4_full() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var barred = bed.idTag("{\"status\":\"Blocked\",\"parentIdTag\":\"Fleet\"}");
            select(chargePoint, List.of(bed.idTag(), barred));
            var asked = sent(chargePoint, "{\"updateType\":\"Full\"}");

            assertThat(asked.updateType()).isEqualTo(UpdateType.FULL);
            assertThat(asked.listVersion()).isPositive();
            assertThat(asked.localAuthorizationList())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line.idTagInfo()).isNotNull());
            awaitList(chargePoint, "\"listVersion\":" + asked.listVersion());
            assertThat(list(chargePoint, "/entries"))
                    .contains(barred.value(), "\"status\":\"Blocked\"");
        }
    }

    @Test
    @DisplayName("TC_043_5_CSMS Send list, differential")
    void tc_043_5_differential() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var first = bed.idTag();
            var added = bed.idTag();
            select(chargePoint, List.of(first));
            var full = sent(chargePoint, "{\"updateType\":\"Full\"}");
            awaitList(chargePoint, "\"listVersion\":" + full.listVersion());
            assertThat(reportedVersion(chargePoint, full.listVersion()))
                    .isEqualTo(full.listVersion());

            select(chargePoint, List.of(first, added));
            var differential = sent(chargePoint, "{\"updateType\":\"Differential\"}");

            assertThat(differential.updateType()).isEqualTo(UpdateType.DIFFERENTIAL);
            assertThat(differential.listVersion()).isGreaterThan(full.listVersion());
            assertThat(differential.localAuthorizationList())
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.idTag()).isEqualTo(added);
                        assertThat(line.idTagInfo()).isNotNull();
                    });
        }
    }

    @Test
    @DisplayName("TC_043_5_CSMS Send list, differential given by the operator")
    void tc_043_5_differential_as_given() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var full =
                    sent(
                            chargePoint,
                            """
                            {"updateType":"Full","localAuthorizationList":[
                                {"idTag":"GIVEN-1","idTagInfo":{"status":"Accepted"}}]}\
                            """);
            var differential =
                    sent(
                            chargePoint,
                            """
                            {"updateType":"Differential","localAuthorizationList":[
                                {"idTag":"GIVEN-1"}]}\
                            """);

            assertThat(differential.listVersion()).isGreaterThan(full.listVersion());
            assertThat(differential.localAuthorizationList())
                    .containsExactly(new AuthorizationData(new IdToken("GIVEN-1"), null));
        }
    }

    @Test
    @DisplayName("X-15 VersionMismatch on a Differential is followed by a Full")
    void x_15_version_mismatch() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var first = bed.idTag();
            select(chargePoint, List.of(first));
            var full = sent(chargePoint, "{\"updateType\":\"Full\"}");
            awaitList(chargePoint, "\"listVersion\":" + full.listVersion());
            select(chargePoint, List.of(first, bed.idTag()));

            var asking = ask(chargePoint, "synchronize", "");
            tellVersion(chargePoint, full.listVersion());
            var refused = chargePoint.expect(SendLocalList.Request.class);
            assertThat(refused.request().updateType()).isEqualTo(UpdateType.DIFFERENTIAL);
            refused.answer(new SendLocalList.Response(UpdateStatus.VERSION_MISMATCH));
            tellVersion(chargePoint, 70);
            var whole = chargePoint.expect(SendLocalList.Request.class);
            whole.answer(new SendLocalList.Response(UpdateStatus.ACCEPTED));

            assertThat(whole.request().updateType()).isEqualTo(UpdateType.FULL);
            assertThat(whole.request().localAuthorizationList()).hasSize(2);
            assertThat(whole.request().listVersion()).isEqualTo(71);
            assertThat(asking.await().expect(200).toString()).contains("\"result\":\"InSync\"");
        }
    }

    @Test
    @DisplayName("X-16 A list longer than SendLocalListMaxLength goes in pieces, versions rising")
    void x_16_in_pieces() {
        try (var chargePoint = bed.chargePoint().booted()) {
            learn(chargePoint, new KeyValue("SendLocalListMaxLength", true, "2"));
            var tags = IntStream.range(0, 5).mapToObj(_ -> bed.idTag()).toList();
            select(chargePoint, tags);
            await().untilAsserted(() ->
                    assertThat(list(chargePoint, "")).contains("\"sendLocalListMaxLength\":2"));

            var asking = ask(chargePoint, "synchronize", "");
            tellVersion(chargePoint, 0);
            var pieces = new ArrayList<SendLocalList.Request>();
            for (int i = 0; i < 3; i++) {
                var asked = chargePoint.expect(SendLocalList.Request.class);
                pieces.add(asked.request());
                asked.answer(new SendLocalList.Response(UpdateStatus.ACCEPTED));
            }

            assertThat(asking.await().expect(200).toString()).contains("\"result\":\"InSync\"");
            assertThat(pieces)
                    .extracting(SendLocalList.Request::updateType)
                    .containsExactly(
                            UpdateType.FULL, UpdateType.DIFFERENTIAL, UpdateType.DIFFERENTIAL);
            assertThat(pieces)
                    .allSatisfy(piece ->
                            assertThat(piece.localAuthorizationList()).hasSizeBetween(1, 2));
            assertThat(pieces)
                    .extracting(SendLocalList.Request::listVersion)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(pieces)
                    .flatExtracting(SendLocalList.Request::localAuthorizationList)
                    .extracting(AuthorizationData::idTag)
                    .containsExactlyInAnyOrderElementsOf(tags);
        }
    }

    @Test
    @DisplayName("L-08 A list that is switched off at the charge point is warned of")
    void l_08_switched_off() {
        try (var chargePoint = bed.chargePoint().booted()) {
            select(chargePoint, List.of(bed.idTag()));
            var asking =
                    bed.operator()
                            .ask(
                                    chargePoint.identity(),
                                    "change-configuration",
                                    "{\"key\":\"LocalAuthListEnabled\",\"value\":\"false\"}");
            chargePoint
                    .expect(ChangeConfiguration.Request.class)
                    .answer(new ChangeConfiguration.Response(ConfigurationStatus.ACCEPTED));
            asking.isAnswered("Accepted");

            awaitList(chargePoint, "LocalAuthListEnabled is false");
        }
    }

    @Test
    @DisplayName("L-09 Clearing the cache leaves the list as it is")
    void l_09_clear_cache() {
        try (var chargePoint = bed.chargePoint().booted()) {
            var first = bed.idTag();
            select(chargePoint, List.of(first));
            var full = sent(chargePoint, "{\"updateType\":\"Full\"}");
            awaitList(chargePoint, "\"listVersion\":" + full.listVersion());

            var asking = bed.operator().ask(chargePoint.identity(), "clear-cache", "");
            chargePoint
                    .expect(ClearCache.Request.class)
                    .answer(new ClearCache.Response(ClearCacheStatus.ACCEPTED));
            asking.isAnswered("Accepted");

            var added = bed.idTag();
            select(chargePoint, List.of(first, added));
            var synchronizing = ask(chargePoint, "synchronize", "");
            tellVersion(chargePoint, full.listVersion());
            var difference = chargePoint.expect(SendLocalList.Request.class);
            difference.answer(new SendLocalList.Response(UpdateStatus.ACCEPTED));
            synchronizing.await().expect(200);

            assertThat(difference.request().updateType()).isEqualTo(UpdateType.DIFFERENTIAL);
            assertThat(difference.request().localAuthorizationList())
                    .singleElement()
                    .satisfies(line -> assertThat(line.idTag()).isEqualTo(added));
        }
    }

    private static void tellVersion(TestChargePoint chargePoint, int version) {
        chargePoint
                .expect(GetLocalListVersion.Request.class)
                .answer(new GetLocalListVersion.Response(version));
    }

    private int reportedVersion(TestChargePoint chargePoint, int version) {
        var asking = ask(chargePoint, "get-version", "");
        tellVersion(chargePoint, version);
        return asking.ends("Answered").body().at("/response/listVersion").asInt();
    }

    private Operator.Asking send(TestChargePoint chargePoint, String body) {
        return ask(chargePoint, "send", body);
    }

    private Operator.Asking ask(TestChargePoint chargePoint, String command, String body) {
        return bed.operator()
                .command("/api/v1/local-lists/" + chargePoint.identity() + "/" + command, body);
    }

    /** Sends, has the charge point accept, and says what it was. */
    private SendLocalList.Request sent(TestChargePoint chargePoint, String body) {
        var asking = send(chargePoint, body);
        var asked = chargePoint.expect(SendLocalList.Request.class);
        asked.answer(new SendLocalList.Response(UpdateStatus.ACCEPTED));
        asking.isAnswered("Accepted");
        return asked.request();
    }

    private void select(TestChargePoint chargePoint, List<IdToken> idTags) {
        var chosen =
                idTags.stream()
                        .map(tag -> "\"" + tag.value() + "\"")
                        .collect(Collectors.joining(","));
        bed.operator()
                .put(
                        "/api/v1/local-lists/" + chargePoint.identity(),
                        "{\"source\":\"idTags\",\"idTags\":[" + chosen + "]}")
                .expect(200);
    }

    private void learn(TestChargePoint chargePoint, KeyValue key) {
        var asking =
                bed.operator()
                        .ask(
                                chargePoint.identity(),
                                "get-configuration",
                                "{\"key\":[\"" + key.key() + "\"]}");
        chargePoint
                .expect(GetConfiguration.Request.class)
                .answer(new GetConfiguration.Response(List.of(key), List.of()));
        asking.ends("Answered");
    }

    private void awaitList(TestChargePoint chargePoint, String fragment) {
        await().untilAsserted(() -> assertThat(list(chargePoint, "")).contains(fragment));
    }

    private String list(TestChargePoint chargePoint, String part) {
        return bed.operator()
                .get("/api/v1/local-lists/" + chargePoint.identity() + part)
                .expect(200)
                .toString();
    }
}
