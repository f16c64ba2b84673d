package io.mainspring.chargepoint.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.chargepoint.ChargepointServiceTest;
import io.mainspring.contracts.Call;
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
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

        gateway.connected(id, 3);

        await().untilAsserted(() -> assertThat(states()).containsExactly("InUse"));
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
        gateway.answer(
                gateway.send(
                        id,
                        new BootNotification.Request(
                                "Vendor", "Model", victim, null, null, null, null, null, null)));
        await().until(() -> !rest.get("/" + id).body().path("boot").isNull());

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
