package io.mainspring.firmware.files.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.files.FirmwareImages;
import io.mainspring.firmware.files.Http;
import io.mainspring.firmware.files.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FirmwareServiceTest
class ImageControllerTest {

    private static final String PATH = "/api/v1/firmware/images";

    private final FirmwareImages images;
    private final Http http;
    private final byte[] firmware = Samples.bytes(100_000, 4);

    ImageControllerTest(@Autowired FirmwareImages images, @LocalServerPort int port) {
        this.images = images;
        this.http = new Http(port);
    }

    @Test
    void anImageIsStoredWithWhatIsSaidOfItBeforeAndBehindTheFile() throws Exception {
        var stored =
                form(Map.of("version", "2.0.1"), Map.of("vendor", "Mainspring", "model", "P22"));

        assertThat(stored.statusCode()).isEqualTo(201);
        var image = Http.json(stored);
        assertThat(image.get("fileName").asString()).isEqualTo("p22.bin");
        assertThat(image.get("version").asString()).isEqualTo("2.0.1");
        assertThat(image.get("vendor").asString()).isEqualTo("Mainspring");
        assertThat(image.get("sha256").asString()).isEqualTo(sha256(firmware));
        assertThat(image.get("uploadedBy").asString()).isEqualTo("tests");
        assertThat(stored.headers().firstValue("Location"))
                .hasValue(PATH + "/" + image.get("imageId").asString());
        assertThat(image.has("signature")).isFalse();
    }

    @Test
    void anImageIsReadDownloadedAndOpenedByJobs() throws Exception {
        var id = http.image("read-me.bin", firmware);

        var read = http.operator("GET", PATH + "/" + id, BodyPublishers.noBody());
        assertThat(Http.json(read).get("size").asLong()).isEqualTo(100_000);
        var content = http.operator("GET", PATH + "/" + id + "/content", BodyPublishers.noBody());
        assertThat(content.body()).isEqualTo(firmware);
        try (var bytes = images.open(id)) {
            assertThat(bytes.readAllBytes()).isEqualTo(firmware);
        }
        assertThat(images.find(id).orElseThrow().isSigned()).isFalse();
        assertThat(images.find("no-such-id")).isEmpty();
    }

    @Test
    void listsAreNewestFirstAndNarrowed() throws Exception {
        for (var version : new String[] {"7.0", "7.1", "7.2"}) {
            form(Map.of("version", version, "vendor", "Lister"), Map.of());
        }
        var first = list("?vendor=Lister&limit=2");
        assertThat(first.get("items").get(0).get("version").asString()).isEqualTo("7.2");
        var second = list("?vendor=Lister&limit=2&cursor=" + first.get("nextCursor").asString());
        assertThat(second.get("items").get(0).get("version").asString()).isEqualTo("7.0");
        assertThat(list("?vendor=Lister&version=7.1").get("items")).hasSize(1);
    }

    @Test
    void aFileThatWasChangedOnItsWayIsRefused() throws Exception {
        var refused = form(Map.of("sha256", "0".repeat(64)), Map.of());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).get("pointer").asString()).isEqualTo("/sha256");
    }

    @Test
    void aSignatureNeedsItsCertificate() throws Exception {
        var refused = form(Map.of("signature", "AAAA"), Map.of());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).get("pointer").asString()).isEqualTo("/signingCertificate");
    }

    @Test
    void whatIsNoCertificateIsRefused() throws Exception {
        var refused = form(Map.of("signature", "AAAA", "signingCertificate", "mine"), Map.of());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).get("pointer").asString()).isEqualTo("/signingCertificate");
    }

    @Test
    void tooLargeIsRefusedWhileItStreams() throws Exception {
        var tooLarge = new byte[1024 * 1024 + 1];
        var answer =
                http.operator(
                        "POST",
                        PATH + "?fileName=big.bin",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)),
                        "Content-Type",
                        "application/octet-stream");

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void withoutAKeyNothingIsStored() throws Exception {
        var answer =
                http.send(
                        "POST",
                        http.here(PATH + "?fileName=x"),
                        BodyPublishers.ofByteArray(firmware),
                        "Content-Type",
                        "application/octet-stream");

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private tools.jackson.databind.JsonNode list(String query) throws Exception {
        return Http.json(http.operator("GET", PATH + query, BodyPublishers.noBody()));
    }

    private HttpResponse<byte[]> form(Map<String, String> before, Map<String, String> behind)
            throws Exception {
        var body = new ByteArrayOutputStream();
        new LinkedHashMap<>(before).forEach((name, value) -> field(body, name, value));
        body.writeBytes(
                String.join(
                                "\r\n",
                                "--b1",
                                "Content-Disposition: form-data; name=\"file\"; filename=\"p22.bin\"",
                                "",
                                "")
                        .getBytes(US_ASCII));
        body.writeBytes(firmware);
        body.writeBytes("\r\n".getBytes(US_ASCII));
        behind.forEach((name, value) -> field(body, name, value));
        body.writeBytes("--b1--\r\n".getBytes(US_ASCII));
        return http.operator(
                "POST",
                PATH,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Content-Type",
                "multipart/form-data; boundary=b1");
    }

    private static void field(ByteArrayOutputStream body, String name, String value) {
        body.writeBytes(
                ("--b1\r\nContent-Disposition: form-data; name=\""
                                + name
                                + "\"\r\n\r\n"
                                + value
                                + "\r\n")
                        .getBytes(US_ASCII));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
