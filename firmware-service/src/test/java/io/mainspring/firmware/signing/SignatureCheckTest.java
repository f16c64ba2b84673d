package io.mainspring.firmware.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureCheckTest {

    private static final Instant TODAY = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"trusted.pem,rsa.sig", "trusted.pem,pss.sig", "ec.pem,ec.sig"})
    void aSignatureOverTheImageHolds(String certificate, String signature) throws IOException {
        assertThat(look(TODAY, List.of(), certificate, text(signature), bytes("image.bin")))
                .isEmpty();
    }

    @Test
    void aSignatureOverSomethingElseDoesNot() throws IOException {
        assertThat(
                        look(
                                TODAY,
                                List.of(),
                                "trusted.pem",
                                text("rsa.sig"),
                                "another".getBytes(US_ASCII)))
                .extracting(Finding::field)
                .containsExactly("signature");
    }

    @Test
    void aSignatureWithAnotherKeyDoesNot() throws IOException {
        assertThat(look(TODAY, List.of(), "trusted.pem", text("ec.sig"), bytes("image.bin")))
                .extracting(Finding::field)
                .containsExactly("signature");
    }

    @Test
    void withoutTheBytesOnlyTheFormOfASignatureIsJudged() throws IOException {
        assertThat(look(TODAY, List.of(), "trusted.pem", text("ec.sig"), null)).isEmpty();
        assertThat(look(TODAY, List.of(), "trusted.pem", "no base64!", null))
                .extracting(Finding::field)
                .containsExactly("signature");
    }

    @Test
    void aCertificateOutsideOfItsTimeIsFound() throws IOException {
        var tooLate = Instant.parse("2200-01-01T00:00:00Z");
        var tooEarly = Instant.parse("2000-01-01T00:00:00Z");
        assertThat(look(tooLate, List.of(), "trusted.pem", text("rsa.sig"), null))
                .extracting(Finding::reason)
                .singleElement()
                .asString()
                .contains("expired");
        assertThat(look(tooEarly, List.of(), "trusted.pem", text("rsa.sig"), null))
                .extracting(Finding::reason)
                .singleElement()
                .asString()
                .contains("not valid before");
    }

    @Test
    void aShortKeyIsFound() throws IOException {
        assertThat(look(TODAY, List.of(), "weak.pem", text("rsa.sig"), null))
                .extracting(Finding::reason)
                .singleElement()
                .asString()
                .contains("2048");
    }

    @Test
    void aStrangersCertificateIsFoundWhereSomebodyIsTrusted() throws IOException {
        var trusted = List.of(text("trusted.pem"));
        assertThat(look(TODAY, trusted, "trusted.pem", text("rsa.sig"), null)).isEmpty();
        assertThat(look(TODAY, trusted, "ec.pem", text("ec.sig"), null))
                .extracting(Finding::field)
                .containsExactly("signingCertificate");
    }

    @Test
    void whatIsNoCertificateIsFound() throws IOException {
        var check = new SignatureCheck(List.of(), TODAY);
        assertThat(check.look("hello", text("rsa.sig"), null))
                .extracting(Finding::field)
                .containsExactly("signingCertificate");
    }

    private static List<Finding> look(
            Instant now,
            List<String> trusted,
            String certificate,
            String signature,
            byte @Nullable [] image)
            throws IOException {
        return new SignatureCheck(trusted, now)
                .look(
                        text(certificate),
                        signature,
                        image == null
                                ? null
                                : (key, proof) ->
                                        SignatureCheck.verifies(
                                                key, proof, new ByteArrayInputStream(image)));
    }

    private static String text(String name) throws IOException {
        return new String(bytes(name), US_ASCII);
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in =
                requireNonNull(SignatureCheckTest.class.getResourceAsStream("/signing/" + name))) {
            return in.readAllBytes();
        }
    }
}
