package io.mainspring.chargepoint.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.chargepoint.CertificateState;
import io.mainspring.contracts.chargepoint.ChargePointCertificateChanged;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.BootNotification;
import io.mainspring.ocpp.v16.action.SignCertificate;
import io.mainspring.ocpp.v16.type.HashAlgorithm;
import io.mainspring.testkit.Correlation;
import io.mainspring.testkit.Gateway;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

@ChargepointServiceTest
class CertificatesTest {

    private static final KeyPair KEYS = Csr.ec("secp256r1");
    private static final String CSR = Csr.of(KEYS, "CN=whatever");
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

    @Autowired private Rest rest;
    @Autowired private Gateway gateway;
    @Autowired private Correlation correlation;
    @Autowired private SigningAuthority authority;
    @Autowired private Certificates certificates;
    @Autowired private CommandGateway commands;

    private final String id = "CP-" + UUID.randomUUID();

    @Test
    void aRequestIsAnsweredAtOnceAndTheCertificateFollows() throws Exception {
        register("SN-" + id.substring(3, 20));
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));

        assertThat(asksFor(CSR)).isEqualTo("Accepted");

        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        var leaf = sent().getFirst();
        assertThat(leaf.getPublicKey().getEncoded()).isEqualTo(KEYS.getPublic().getEncoded());
        assertThat(leaf.getSubjectX500Principal().getName())
                .isEqualTo("CN=SN-" + id.substring(3, 20) + ",O=Stadtwerke");
        leaf.verify(authority.trustAnchors().getFirst().getPublicKey());
        var view = rest.get("/" + id + "/certificates").body().get(0);
        assertThat(view.path("serialNumber").asString())
                .isEqualTo(leaf.getSerialNumber().toString(16));
        assertThat(view.path("notAfter").asString())
                .isEqualTo(leaf.getNotAfter().toInstant().toString());
        assertThat(Pem.certificates(view.path("certificateChain").asString()).getFirst())
                .isEqualTo(leaf);
    }

    @Test
    void whatBecomesOfACertificateIsPublished() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        try (var events = new Tail("events.chargepoint")) {
            asksFor(CSR);

            for (var state :
                    List.of(
                            CertificateState.REQUESTED,
                            CertificateState.SIGNED,
                            CertificateState.SENT,
                            CertificateState.ACCEPTED)) {
                events.first(record ->
                        id.equals(record.key())
                                && new String(
                                                record.value(),
                                                java.nio.charset.StandardCharsets.UTF_8)
                                        .contains("\"state\"")
                                && ContractJson.read(
                                                        ChargePointCertificateChanged.class,
                                                        record.value())
                                                .state()
                                        == state);
            }
        }
    }

    @Test
    void whatCannotBeProcessedIsRejectedAndNotAnError() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));

        assertThat(asksFor("garbage")).isEqualTo("Rejected");
        assertThat(asksFor(Csr.of(Csr.rsa(1024), "CN=" + id))).isEqualTo("Rejected");
        assertThat(asksFor(Csr.of(KEYS.getPublic(), Csr.rsa(2048), "CN=x", "SHA256withRSA")))
                .isEqualTo("Rejected");

        await().untilAsserted(() ->
                assertThat(states()).containsExactly("Refused", "Refused", "Refused"));
        assertThat(correlation.calls(id)).isEmpty();
    }

    @Test
    void aRepeatedRecordIsOneRequest() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        var request =
                Gateway.request(id, new SignCertificate.Request(CSR), java.time.Instant.now());

        gateway.send(request);
        gateway.send(request);

        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted", "Accepted"));
        assertThat(correlation.calls(id)).hasSize(2);
    }

    @Test
    void aRefusedCertificateIsRecordedAndCanBeSentAgainByHand() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered("{\"status\":\"Rejected\"}"));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Rejected"));
        assertThat(correlation.calls(id)).hasSize(1);

        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        var again = rest.post("/" + id + "/certificate-signed", "{}");

        assertThat(again.status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        assertThat(Correlation.payload(correlation.calls(id).get(0)))
                .isEqualTo(Correlation.payload(correlation.calls(id).get(1)));
    }

    @Test
    void aChainThatTheChargePointDoesNotTakeIsNotSent() {
        register(null);
        correlation.ends(
                id,
                _ ->
                        Correlation.End.answered(
                                """
                                {"configurationKey":[{"key":"CertificateSignedMaxChainSize",
                                  "readonly":true,"value":"100"}]}\
                                """));
        rest.post("/" + id + "/get-configuration", "{}");
        await().until(() ->
                !rest.get("/" + id + "/configuration").body().path("configurationKey").isEmpty());

        asksFor(CSR);

        await().untilAsserted(() -> assertThat(states()).containsExactly("Undelivered"));
        assertThat(calls(Action.CERTIFICATE_SIGNED)).isEmpty();
    }

    @Test
    void aCertificateIsSeenInUseWhenItsChargePointComesWithIt() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));

        gateway.connected(id, serialNumber(0));

        await().untilAsserted(() -> assertThat(states()).containsExactly("InUse"));
    }

    @Test
    void comingBackWithTheOldOneSaysNothingOfTheNewOne() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        asksFor(Csr.of(Csr.ec("secp256r1"), ""));
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted", "Accepted"));

        gateway.connected(id, serialNumber(1));
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted", "InUse"));

        gateway.connected(id, serialNumber(0));
        await().untilAsserted(() -> assertThat(states()).containsExactly("InUse", "Replaced"));
    }

    @Test
    void whoComesWithACertificateHasItThoughItNeverSaidSo() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.of(CommandStatus.CONNECTION_LOST));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Undelivered"));

        gateway.connected(id, serialNumber(0));

        await().untilAsserted(() -> assertThat(states()).containsExactly("InUse"));
    }

    @Test
    void aCertificateWaitsForAChargePointThatIsAway() {
        register(null);
        asksFor(CSR);

        await().untilAsserted(() -> assertThat(states()).containsExactly("Sent"));
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED)); // hears from now on
        asksFor(Csr.of(Csr.ec("secp256r1"), ""));
        await().untilAsserted(() -> assertThat(calls(Action.CERTIFICATE_SIGNED)).isNotEmpty());
        var call = calls(Action.CERTIFICATE_SIGNED).getLast();
        assertThat(call.waitForOnline()).isTrue();
        assertThat(call.expiresAt()).isAfter(Instant.now().plus(Duration.ofHours(23)));
    }

    @Test
    void whatTheCertificateNamesOpensTheDoor() {
        register(null);
        var serialNumber = "SN-" + id.substring(3, 20);
        boot(serialNumber);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        try (var admissions = new Tail("ocpp.admissions")) {
            asksFor(CSR);

            await().untilAsserted(() ->
                    assertThat(newest(admissions).certificateNames())
                            .containsExactly(serialNumber));
            assertThat(newest(admissions).serialNumber()).isNull();

            await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
            boot("SN-OTHER");
            rest.post("/" + id + "/certificates/" + serialNumber(0) + "/revoke", "");

            await().untilAsserted(() -> assertThat(newest(admissions).certificateNames()).isNull());
        }
    }

    @Test
    void aNameIsGivenOnce() {
        var serialNumber = "SN-" + id.substring(3, 20);
        register(null);
        boot(serialNumber);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));

        for (var form :
                List.of(
                        "{\"chargePointId\":\"CP-%s\",\"serialNumber\":\"%s\"}"
                                .formatted(UUID.randomUUID(), serialNumber.toLowerCase(ROOT)),
                        "{\"chargePointId\":\"%s\"}".formatted(serialNumber))) {
            assertThat(rest.post("", form).status()).isEqualTo(409);
        }
        var other = "CP-" + UUID.randomUUID();
        rest.post("", "{\"chargePointId\":\"%s\"}".formatted(other));
        assertThat(
                        rest.patch("/" + other, "{\"serialNumber\":\"%s\"}".formatted(serialNumber))
                                .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\%s", "#0C02%s", "%s,O=x", "\u017F%s"})
    void aNameThatIsReadInSeveralWaysIsNotCertified(String claim) throws Exception {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        boot(claim.formatted("N-7"));

        asksFor(CSR);

        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        assertThat(sent().getFirst().getSubjectX500Principal().getName())
                .startsWith("CN=" + id + ",");
    }

    @Test
    void whoComesWithoutProofMustBeAsked() {
        rest.post("", "{\"chargePointId\":\"%s\",\"securityProfile\":0}".formatted(id));
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));

        assertThat(asksFor(CSR)).isEqualTo("Rejected");

        rest.post(
                "/" + id + "/extended-trigger-message",
                "{\"requestedMessage\":\"SignChargePointCertificate\"}");
        assertThat(asksFor(CSR)).isEqualTo("Accepted");
    }

    @Test
    void whatEndsSoonIsListedAndAskedForOnceADay() {
        rest.post("", "{\"chargePointId\":\"%s\",\"securityProfile\":3}".formatted(id));
        rest.put("/" + id + "/admission", "{\"status\":\"Accepted\"}");
        boot("SN-" + id.substring(3, 20));
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        gateway.connected(id, serialNumber(0));
        await().untilAsserted(() -> assertThat(states()).containsExactly("InUse"));
        var now = Instant.now();
        var soon = now.plus(Duration.ofDays(366));

        assertThat(endsBefore(soon)).contains(id);
        assertThat(endsBefore(now)).doesNotContain(id);
        assertThat(certificates.firstEnd()).isPresent();
        assertThat(certificates.ending(soon, now.minus(Duration.ofDays(1))))
                .extracting(row -> row.id().value())
                .contains(id);

        commands.sendAndWait(
                new CertificateCommand.AskRenewal(
                        new ChargePointId(id), serialNumber(0), Instant.now()));

        await().untilAsserted(() ->
                assertThat(certificates.ending(soon, now.minus(Duration.ofDays(1))))
                        .extracting(row -> row.id().value())
                        .doesNotContain(id));
    }

    @Test
    void theRevocationListIsFetchedByThoseWhoCheck() throws Exception {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        rest.post("/" + id + "/certificates/" + serialNumber(0) + "/revoke", "");

        var answer = rest.get("/certificate-authority/revocation-list");

        assertThat(answer.status()).isEqualTo(200);
        var list =
                (X509CRL)
                        CertificateFactory.getInstance("X.509")
                                .generateCRL(
                                        new ByteArrayInputStream(
                                                answer.response().body().getBytes(UTF_8)));
        list.verify(authority.trustAnchors().getFirst().getPublicKey());
        assertThat(list.getRevokedCertificate(new BigInteger(serialNumber(0), 16))).isNotNull();
    }

    @Test
    void aChainIsNotSentAgainToAChargePointThatDoesNotTakeIt() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        correlation.ends(
                id,
                _ ->
                        Correlation.End.answered(
                                """
                                {"configurationKey":[{"key":"CertificateSignedMaxChainSize",
                                  "readonly":true,"value":"100"}]}\
                                """));
        rest.post("/" + id + "/get-configuration", "{}");
        await().until(() ->
                !rest.get("/" + id + "/configuration").body().path("configurationKey").isEmpty());

        assertThat(rest.post("/" + id + "/certificate-signed", "{}").status()).isEqualTo(409);
    }

    @Test
    void aRevokedCertificateStandsInTheListAndIsNotSentAgain() throws Exception {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        asksFor(CSR);
        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        var serial = sent().getFirst().getSerialNumber();

        var revoked = rest.post("/" + id + "/certificates/" + serial.toString(16) + "/revoke", "");

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.body().path("state").asString()).isEqualTo("Revoked");
        var again =
                rest.post(
                        "/" + id + "/certificate-signed",
                        "{\"serialNumber\":\"%s\"}".formatted(serial.toString(16)));
        assertThat(again.status()).isEqualTo(409);
        assertThat(rest.post("/" + id + "/certificates/abc/revoke", "").status()).isEqualTo(404);
    }

    @Test
    void anotherOnesSerialNumberIsNoName() throws Exception {
        var victim = "SN-" + UUID.randomUUID().toString().substring(0, 13);
        rest.post(
                "",
                "{\"chargePointId\":\"%s\",\"serialNumber\":\"%s\"}"
                        .formatted("CP-" + UUID.randomUUID(), victim));
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));
        boot(victim);

        asksFor(CSR);

        await().untilAsserted(() -> assertThat(states()).containsExactly("Accepted"));
        assertThat(sent().getFirst().getSubjectX500Principal().getName())
                .startsWith("CN=" + id + ",");
    }

    @Test
    void aRenewalIsAskedForWithoutConnector() {
        register(null);
        correlation.ends(id, _ -> Correlation.End.answered(ACCEPTED));

        var command = rest.post("/" + id + "/certificates/renew", "");

        assertThat(command.status()).isEqualTo(200);
        assertThat(Correlation.payload(correlation.calls(id).getFirst()))
                .hasToString("{\"requestedMessage\":\"SignChargePointCertificate\"}");
        assertThat(
                        rest.post(
                                        "/" + id + "/extended-trigger-message",
                                        "{\"requestedMessage\":\"SignChargePointCertificate\","
                                                + "\"connectorId\":1}")
                                .body()
                                .path("pointer")
                                .asString())
                .isEqualTo("/connectorId");
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void aRootIsKnownByItsHashesInAnyAlgorithm(HashAlgorithm algorithm) {
        register(null);
        var root = authority.trustAnchors().getFirst();
        var hashes = RootHashes.of(root, algorithm);
        var told = JsonMapper.shared().valueToTree(hashes).toString();
        correlation.ends(
                id,
                call ->
                        Correlation.End.answered(
                                call.action() == Action.GET_INSTALLED_CERTIFICATE_IDS
                                        ? "{\"status\":\"Accepted\",\"certificateHashData\":[%s]}"
                                                .formatted(told)
                                        : ACCEPTED));

        assertThat(rest.post("/" + id + "/install-certificate", installation(root)).status())
                .isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(held().path(0).path("source").asString())
                        .isEqualTo("InstallCertificate"));
        rest.post(
                "/" + id + "/get-installed-certificate-ids",
                "{\"certificateType\":\"CentralSystemRootCertificate\"}");

        await().untilAsserted(() ->
                assertThat(held().path(0).path("source").asString())
                        .isEqualTo("GetInstalledCertificateIds"));
        assertThat(held()).hasSize(1);
        assertThat(held().get(0).path("subject").asString())
                .isEqualTo(root.getSubjectX500Principal().getName());
        var data = held().get(0).path("certificateHashData");
        assertThat(data.path("hashAlgorithm").asString()).isEqualTo(algorithm.wireName());
        rest.post("/" + id + "/delete-certificate", "{\"certificateHashData\":%s}".formatted(data));
        await().untilAsserted(() -> assertThat(held()).isEmpty());
    }

    @Test
    void onlyACertificateIsInstalled() {
        register(null);

        var answer =
                rest.post(
                        "/" + id + "/install-certificate",
                        "{\"certificateType\":\"ManufacturerRootCertificate\","
                                + "\"certificate\":\"nonsense\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("pointer").asString()).isEqualTo("/certificate");
        assertThat(correlation.calls(id)).isEmpty();
    }

    private void register(@Nullable String serialNumber) {
        var form = JsonNodeFactory.instance.objectNode().put("chargePointId", id);
        if (serialNumber != null) {
            form.put("serialNumber", serialNumber);
        }
        assertThat(rest.post("", form.toString()).status()).isEqualTo(201);
    }

    private void boot(String serialNumber) {
        gateway.answer(
                gateway.send(
                        id,
                        new BootNotification.Request(
                                "Vendor",
                                "Model",
                                serialNumber,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)));
        await().until(() ->
                serialNumber.equals(
                        rest.get("/" + id)
                                .body()
                                .path("boot")
                                .path("chargePointSerialNumber")
                                .asString("")));
    }

    /** Of the certificates, newest first. */
    private String serialNumber(int index) {
        return rest.get("/" + id + "/certificates")
                .body()
                .get(index)
                .path("serialNumber")
                .asString();
    }

    private Admission newest(Tail admissions) {
        admissions.first(record -> id.equals(record.key()));
        return Admission.read(admissions.all(record -> id.equals(record.key())).getLast().value());
    }

    private List<String> endsBefore(Instant at) {
        return rest
                .get("/certificates?limit=1000&endsBefore=" + at)
                .body()
                .path("items")
                .values()
                .stream()
                .map(view -> view.path("chargePointId").asString())
                .toList();
    }

    private String asksFor(String csr) {
        return gateway.answer(gateway.send(id, new SignCertificate.Request(csr)))
                .path("status")
                .asString();
    }

    private List<String> states() {
        return rest.get("/" + id + "/certificates").body().values().stream()
                .map(view -> view.path("state").asString())
                .toList();
    }

    private List<X509Certificate> sent() throws Exception {
        return Pem.certificates(
                Correlation.payload(calls(Action.CERTIFICATE_SIGNED).getLast())
                        .path("certificateChain")
                        .asString());
    }

    private List<Call> calls(Action action) {
        return correlation.calls(id).stream().filter(call -> call.action() == action).toList();
    }

    private static String installation(X509Certificate root) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("certificateType", "CentralSystemRootCertificate")
                .put("certificate", Pem.of(root).replace("\n", "\r\n"))
                .toString();
    }

    private JsonNode held() {
        return rest.get("/" + id + "/installed-certificates").body().get(0).path("certificates");
    }
}
