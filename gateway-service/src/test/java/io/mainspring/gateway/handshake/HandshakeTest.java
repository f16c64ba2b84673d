package io.mainspring.gateway.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Admission.KeyHash;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** rpc.md §1 and §2, row by row. */
class HandshakeTest {

    /** The specification's example: a NUL in it, and bytes that are no UTF-8. */
    private static final byte[] KEY =
            HexFormat.of().parseHex("0001020304050607ffffffffffffffffffffffff");

    private static final byte[] KEY_WITH_COLON =
            HexFormat.of().parseHex("003a3a0304050607080900ff0c0d0e0f10111213");

    private static final List<String> OCPP = List.of("ocpp1.6");

    private static final ClientCertificate.Id ID =
            new ClientCertificate.Id(new X500Principal("CN=Charge Point CA"), BigInteger.TEN);

    private UnknownChargePoints unknown = UnknownChargePoints.REJECT;
    private SubprotocolMismatch mismatch = SubprotocolMismatch.REFUSE;
    private Transport transport = Transport.PLAIN;
    private @Nullable String organization;

    private static @Nullable Admission admissionOf(String identity) {
        return switch (identity.toLowerCase(Locale.ROOT)) {
            case "open", "rdam 123", "a/b", "a+b" ->
                    new Admission(canonical(identity), null, 0, null, null, List.of(), true, false);
            case "lenient" ->
                    new Admission("LENIENT", null, 0, null, null, List.of(), false, false);
            case "al1000" ->
                    new Admission(
                            "AL1000",
                            null,
                            1,
                            null,
                            null,
                            List.of(hash("aa", KEY), hash("bb", KEY_WITH_COLON)),
                            true,
                            false);
            case "keyless" -> new Admission("KEYLESS", null, 1, null, null, List.of(), true, false);
            case "tls" ->
                    new Admission(
                            "TLS", null, 2, null, null, List.of(hash("aa", KEY)), true, false);
            case "mutual" -> new Admission("MUTUAL", null, 3, null, null, List.of(), true, false);
            default -> null;
        };
    }

    private static String canonical(String identity) {
        return identity.equalsIgnoreCase("open") ? "Open" : identity;
    }

    private static KeyHash hash(String salt, byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(salt));
            return new KeyHash(salt, HexFormat.of().formatHex(digest.digest(key)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String basic(String user, byte[] password) {
        var head = (user + ":").getBytes(UTF_8);
        var bytes = new byte[head.length + password.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(password, 0, bytes, head.length, password.length);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    private Verdict judge(
            String uri, @Nullable String authorization, List<String> protocols, boolean upgrade) {
        return new Handshake("/ocpp/", HandshakeTest::admissionOf, unknown, mismatch, organization)
                .judge(new HandshakeRequest(uri, authorization, protocols, upgrade, transport));
    }

    private Verdict judge(String uri) {
        return judge(uri, null, OCPP, true);
    }

    private Verdict judge(String uri, String authorization) {
        return judge(uri, authorization, OCPP, true);
    }

    private static void assertGranted(Verdict verdict, String chargePointId) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Granted.class,
                        granted -> assertThat(granted.chargePointId()).isEqualTo(chargePointId));
    }

    private static void assertRefused(Verdict verdict, int status) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({
        "/ocpp/RDAM%20123, RDAM 123",
        "/ocpp/a%2Fb, a/b",
        "/ocpp/a%2fb?x=y, a/b",
        "/ocpp/a+b, a+b",
        "/ocpp/site/7/open, Open",
        "/ocpp//OPEN, Open",
    })
    void theIdentityIsTheLastSegmentDecodedOnce(String uri, String chargePointId) {
        assertGranted(judge(uri), chargePointId);
    }

    @ParameterizedTest
    @CsvSource({
        "/, 404",
        "/ocpp, 404",
        "/ocpp/, 404",
        "/ocpp/open/, 404",
        "/other/open, 404",
        "/ocpp/nobody, 404",
        "/ocpp/a%252Fb, 404",
        "/ocpp/a%3Ab, 400",
        "/ocpp/a%00b, 400",
        "/ocpp/a%0Ab, 400",
        "/ocpp/a%, 400",
        "/ocpp/a%2, 400",
        "/ocpp/a%zz, 400",
        "/ocpp/%ff, 400",
        "/ocpp/1234567890123456789012345678901234567890123456789, 400",
        "/ocpp/123456789012345678901234567890123456789012345678, 404",
    })
    void whatIsNoKnownIdentityIsRefused(String uri, int status) {
        assertRefused(judge(uri), status);
    }

    @Test
    void lengthIsCountedInCharactersAndNotInBytes() {
        unknown = UnknownChargePoints.ACCEPT;
        var umlauts = "ü".repeat(48);

        assertGranted(judge("/ocpp/" + "%C3%BC".repeat(48)), umlauts);
        assertRefused(judge("/ocpp/" + "%C3%BC".repeat(49)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "ACCEPT"})
    void anUnknownChargePointMayBeLetInWithoutAnAdmission(UnknownChargePoints setting) {
        unknown = setting;

        assertThat(judge("/ocpp/nobody"))
                .isEqualTo(
                        new Verdict.Granted("nobody", null, new Proof(0, null, null), "ocpp1.6"));
    }

    @Test
    void theKeyIsBytesWithNulAndColonIncluded() {
        assertGranted(judge("/ocpp/AL1000", basic("AL1000", KEY)), "AL1000");
        assertGranted(judge("/ocpp/AL1000", basic("AL1000", KEY_WITH_COLON)), "AL1000");
        assertGranted(
                judge("/ocpp/AL1000", "Basic QUwxMDAwOgABAgMEBQYH////////////////"), "AL1000");
    }

    @Test
    void theKeyMayBeSentAsItsHexadecimalText() {
        var lower = HexFormat.of().formatHex(KEY).getBytes(ISO_8859_1);
        var upper = HexFormat.of().withUpperCase().formatHex(KEY).getBytes(ISO_8859_1);

        assertGranted(judge("/ocpp/AL1000", basic("AL1000", lower)), "AL1000");
        assertGranted(judge("/ocpp/AL1000", basic("AL1000", upper)), "AL1000");
    }

    @Test
    void identityAndUserMayDifferInCaseOnly() {
        assertGranted(judge("/ocpp/al1000", basic("AL1000", KEY)), "AL1000");
        assertRefused(judge("/ocpp/AL1000", basic("AL1001", KEY)), 401);
        assertRefused(judge("/ocpp/AL1000", basic("", KEY)), 401);
    }

    @Test
    void wrongCredentialsOfAnyKindAreUnauthorized() {
        assertRefused(judge("/ocpp/AL1000"), 401);
        assertRefused(judge("/ocpp/AL1000", basic("AL1000", new byte[0])), 401);
        assertRefused(judge("/ocpp/AL1000", basic("AL1000", new byte[20])), 401);
        assertRefused(
                judge(
                        "/ocpp/AL1000",
                        basic(
                                "AL1000",
                                HexFormat.of().formatHex(new byte[20]).getBytes(ISO_8859_1))),
                401);
        assertRefused(judge("/ocpp/AL1000", "Basic !!!"), 401);
        assertRefused(judge("/ocpp/AL1000", "Basic QUwxMDAw"), 401);
        assertRefused(judge("/ocpp/AL1000", "Bearer QUwxMDAwOgABAgM="), 401);
        assertRefused(judge("/ocpp/KEYLESS", basic("KEYLESS", new byte[0])), 401);
    }

    @Test
    void credentialsThatNobodyAskedForAreNotLookedAt() {
        assertThat(judge("/ocpp/open", basic("somebody", KEY)))
                .isInstanceOfSatisfying(
                        Verdict.Granted.class,
                        granted -> assertThat(granted.proof().securityProfile()).isZero());
    }

    @Test
    void aChargePointOfAProfileWithTlsIsNotLetInWithout() {
        assertRefused(judge("/ocpp/tls", basic("TLS", KEY)), 403);
        assertRefused(judge("/ocpp/tls", basic("TLS", new byte[20])), 401);
        assertRefused(judge("/ocpp/mutual"), 403);
    }

    @Test
    void credentialsAreCheckedBeforeTheSubprotocol() {
        assertRefused(judge("/ocpp/AL1000", null, List.of("ocpp0.1"), true), 401);
        assertRefused(judge("/ocpp/nobody", null, List.of("ocpp0.1"), true), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ocpp1.6",
                "ocpp2.0.1, ocpp1.6",
                "ocpp1.6,ocpp1.5",
                " ocpp2.0.1 ,\tocpp1.6 ",
                "ocpp2.0.1|ocpp1.6",
                ",ocpp1.6"
            })
    void ocpp16IsFoundWhereverItIsOffered(String lines) {
        assertThat(judge("/ocpp/open", null, List.of(lines.split("\\|")), true))
                .isInstanceOfSatisfying(
                        Verdict.Granted.class,
                        granted -> assertThat(granted.subprotocol()).isEqualTo("ocpp1.6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OCPP1.6", "ocpp1.5", "ocpp1.6J", "ocpp 1.6", ""})
    void otherSubprotocolsAreRefused(String line) {
        assertRefused(judge("/ocpp/open", null, List.of(line), true), 400);
    }

    @Test
    void noSubprotocolAtAllIsRefusedUnlessTheAdmissionForgivesIt() {
        assertRefused(judge("/ocpp/open", null, List.of(), true), 400);
        assertThat(judge("/ocpp/lenient", null, List.of(), true))
                .isInstanceOfSatisfying(
                        Verdict.Granted.class,
                        granted -> assertThat(granted.subprotocol()).isNull());
        assertRefused(judge("/ocpp/lenient", null, List.of("ocpp2.0.1"), true), 400);
    }

    @Test
    void theLetterOfTheSpecificationCanBeSwitchedOn() {
        mismatch = SubprotocolMismatch.CLOSE;

        assertThat(judge("/ocpp/open", null, List.of("ocpp0.1"), true))
                .isEqualTo(new Verdict.GrantedToBeClosed("open"));
    }

    @Test
    void aRequestThatWantsNoWebSocketIsToldSo() {
        assertRefused(judge("/ocpp/open", null, OCPP, false), 426);
        assertRefused(judge("/ocpp/nobody", null, OCPP, false), 404);
    }

    // ---- over TLS

    private static Admission moving(int from, int to) {
        return new Admission(
                "MOVING", null, from, to, "SN-1", List.of(hash("aa", KEY)), true, false);
    }

    private Verdict judgeMoving(int from, int to, Transport over, @Nullable String authorization) {
        return new Handshake("/ocpp/", _ -> moving(from, to), unknown, mismatch, organization)
                .judge(new HandshakeRequest("/ocpp/MOVING", authorization, OCPP, true, over));
    }

    private static Transport shown(String commonName, String... organizations) {
        return new Transport(
                true, new ClientCertificate.Valid(List.of(commonName), List.of(organizations), ID));
    }

    private static void assertProfile(Verdict verdict, int profile) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Granted.class,
                        granted ->
                                assertThat(granted.proof().securityProfile()).isEqualTo(profile));
    }

    private static void assertSuspicious(Verdict verdict, SecurityRefusal reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.security()).isEqualTo(reason));
    }

    @Test
    void whileAChargePointIsMovedItMayComeEitherWay() {
        var password = basic("MOVING", KEY);
        var own = shown("MOVING");

        assertProfile(judgeMoving(1, 2, Transport.PLAIN, password), 1);
        assertProfile(judgeMoving(1, 2, Transport.TLS, password), 2);
        assertProfile(judgeMoving(2, 3, Transport.TLS, password), 2);
        assertProfile(judgeMoving(2, 3, own, null), 3);
        assertProfile(judgeMoving(2, 3, own, password), 3);
        assertSuspicious(judgeMoving(1, 2, Transport.TLS, null), SecurityRefusal.WRONG_CREDENTIALS);
        assertSuspicious(
                judgeMoving(2, 3, Transport.PLAIN, password), SecurityRefusal.WRONG_PROFILE);
    }

    private static Proof granted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Granted.class);
        return ((Verdict.Granted) verdict).proof();
    }

    @Test
    void whatItCameWithIsRememberedAsFarAsItWasAskedFor() {
        var password = basic("MOVING", KEY);

        assertThat(granted(judgeMoving(1, 2, Transport.TLS, password)))
                .isEqualTo(new Proof(2, hash("aa", KEY), null));
        assertThat(granted(judgeMoving(2, 3, shown("MOVING"), password)))
                .isEqualTo(new Proof(3, null, ID));
    }

    @Test
    void aProofIsBelowAnAdmissionThatAsksForAHigherProfile() {
        var proof = new Proof(2, null, null);

        assertThat(proof.isBelow(moving(3, 3))).isTrue();
        assertThat(proof.isBelow(moving(2, 3))).isFalse();
        assertThat(proof.isBelow(moving(0, 0))).isFalse();
    }

    @Test
    void aKeyThatWasReplacedIsTold() {
        var old = new Proof(1, hash("bb", KEY), null);
        var present = new Proof(1, hash("aa", KEY), null);

        assertThat(present.isKeyOf(moving(1, 2))).isTrue();
        assertThat(old.isKeyOf(moving(1, 2))).isFalse();
        assertThat(new Proof(3, null, ID).isKeyOf(moving(2, 3))).isTrue();
    }

    @Test
    void aCertificateMustNameTheChargePointOrItsSerialNumber() {
        assertProfile(judgeMoving(2, 3, shown("moving"), null), 3);
        assertProfile(judgeMoving(2, 3, shown("sn-1"), null), 3);
        assertSuspicious(
                judgeMoving(2, 3, shown("SN-2"), null), SecurityRefusal.FOREIGN_CERTIFICATE);
        assertSuspicious(
                judgeMoving(1, 2, shown("SN-2"), basic("MOVING", KEY)),
                SecurityRefusal.FOREIGN_CERTIFICATE);
    }

    @Test
    void aCertificateMayNameWhatItWasSignedFor() {
        var admission =
                new Admission(
                        "SIGNED", null, 3, null, "SN-1", List.of(), true, false, List.of("SK-9"));
        var handshake = new Handshake("/ocpp/", _ -> admission, unknown, mismatch, organization);

        for (var name : List.of("signed", "sn-1", "sk-9")) {
            assertProfile(
                    handshake.judge(
                            new HandshakeRequest("/ocpp/SIGNED", null, OCPP, true, shown(name))),
                    3);
        }
        for (var name : List.of("SK-8", "\u017Fk-9")) { // a long s is an S in capitals only
            assertSuspicious(
                    handshake.judge(
                            new HandshakeRequest("/ocpp/SIGNED", null, OCPP, true, shown(name))),
                    SecurityRefusal.FOREIGN_CERTIFICATE);
        }
    }

    @Test
    void aCertificateMustNameTheOperatorIfThatIsAskedFor() {
        organization = "Volta";

        assertProfile(judgeMoving(2, 3, shown("MOVING", "volta"), null), 3);
        assertProfile(judgeMoving(2, 3, shown("MOVING", "Grid", "Volta"), null), 3);
        assertSuspicious(
                judgeMoving(2, 3, shown("MOVING"), null), SecurityRefusal.FOREIGN_ORGANIZATION);
        assertSuspicious(
                judgeMoving(2, 3, shown("MOVING", "Not Volta"), null),
                SecurityRefusal.FOREIGN_ORGANIZATION);
    }

    @Test
    void anInvalidCertificateIsNeverTakenForNone() {
        var invalid = new Transport(true, new ClientCertificate.Invalid("EXPIRED"));

        assertSuspicious(
                judgeMoving(2, 3, invalid, basic("MOVING", KEY)),
                SecurityRefusal.INVALID_CERTIFICATE);
    }

    @Test
    void anUnknownChargePointBeginsWithProfileZeroWhateverItShows() {
        unknown = UnknownChargePoints.ACCEPT;
        assertProfile(judge("/ocpp/nobody"), 0);

        transport = shown("nobody");
        assertSuspicious(judge("/ocpp/nobody"), SecurityRefusal.WRONG_PROFILE);
        transport = shown("somebody");
        assertSuspicious(judge("/ocpp/nobody"), SecurityRefusal.FOREIGN_CERTIFICATE);
        transport = Transport.TLS;
        assertSuspicious(judge("/ocpp/nobody"), SecurityRefusal.WRONG_PROFILE);
    }
}
