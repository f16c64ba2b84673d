package io.mainspring.firmware.files.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.files.Arrivals;
import io.mainspring.firmware.files.Http;
import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.Samples;
import io.mainspring.firmware.files.TransferAddresses;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FirmwareServiceTest
class UploadTest {

    private final Instant later = Instant.now().plusSeconds(600);
    private static final Path INCOMING = Path.of("target", "test-files", "incoming");

    private final TransferAddresses addresses;
    private final Arrivals arrivals;
    private final Http http;
    private final int port;
    private final UUID job = UUID.randomUUID();
    private final byte[] diagnostics = Samples.bytes(50_000, 2);

    UploadTest(
            @Autowired TransferAddresses addresses,
            @Autowired Arrivals arrivals,
            @LocalServerPort int port) {
        this.addresses = addresses;
        this.arrivals = arrivals;
        this.http = new Http(port);
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST"})
    void aFileIsTakenListedAndTold(String method) throws Exception {
        var answer = send(method, "/diag.tar.gz", BodyPublishers.ofByteArray(diagnostics));

        assertThat(answer.statusCode()).isEqualTo(201);
        var listed = http.uploads(job).get(0);
        assertThat(listed.get("fileName").asString()).isEqualTo("diag.tar.gz");
        assertThat(listed.get("chargePointId").asString()).isEqualTo("CP-7");
        assertThat(listed.get("kind").asString()).isEqualTo("diagnostics");
        assertThat(listed.get("receivedOver").asString()).isEqualTo("HTTP");
        assertThat(content(listed.get("fileId").asString())).isEqualTo(diagnostics);
        assertThat(arrivals.of(job))
                .containsExactly(
                        new Arrivals.Arrival(
                                job, listed.get("fileId").asString(), "diag.tar.gz", 50_000));
    }

    @Test
    void aFormIsUnderstoodWhateverItsFieldIsCalled() throws Exception {
        var answer =
                send(
                        "POST",
                        "",
                        form("upload", "../../evil.sh", diagnostics),
                        "Content-Type",
                        "multipart/form-data; boundary=b0");

        assertThat(answer.statusCode()).isEqualTo(201);
        var listed = http.uploads(job).get(0);
        assertThat(listed.get("fileName").asString()).isEqualTo("evil.sh");
        assertThat(content(listed.get("fileId").asString())).isEqualTo(diagnostics);
    }

    @Test
    void aFileThatIsCalledAFormByMistakeIsTakenAsItIs() throws Exception {
        var answer =
                send(
                        "POST",
                        "/log.txt",
                        BodyPublishers.ofString("a=1&b=2"),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(content(http.uploads(job).get(0).get("fileId").asString()))
                .isEqualTo("a=1&b=2".getBytes(US_ASCII));
    }

    @Test
    void aNameMayBeGluedToTheAddress() throws Exception {
        assertThat(send("PUT", "diag.zip", BodyPublishers.ofString("x")).statusCode())
                .isEqualTo(201);
        assertThat(http.uploads(job).get(0).get("fileName").asString()).isEqualTo("diag.zip");
    }

    @Test
    void aFileWithoutANameGetsOne() throws Exception {
        assertThat(send("PUT", "", BodyPublishers.ofString("x")).statusCode()).isEqualTo(201);
        assertThat(http.uploads(job).get(0).get("fileName").asString())
                .startsWith("CP-7-diagnostics-");
    }

    @Test
    void tooLargeIsRefusedBeforeItIsSent() throws Exception {
        var answer = send("PUT", "/big", BodyPublishers.ofByteArray(new byte[300 * 1024 + 1]));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(http.uploads(job)).isEmpty();
    }

    @Test
    void tooLargeIsNoticedWhileItStreams() throws Exception {
        var endless =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[400 * 1024]));

        assertThat(send("PUT", "/big", endless).statusCode()).isEqualTo(413);
        assertThat(http.uploads(job)).isEmpty();
        assertThat(parts()).isEmpty();
    }

    @Test
    void theLimitCountsAllFilesOfAnAddress() throws Exception {
        var uri = http.here(address(later));

        assertThat(put(uri, new byte[200 * 1024])).isEqualTo(201);
        assertThat(put(uri, new byte[200 * 1024])).isEqualTo(413);
        assertThat(put(uri, new byte[100 * 1024])).isEqualTo(201);
        assertThat(put(uri, new byte[1])).isEqualTo(413);
    }

    @Test
    void uploadsSideBySideKeepTheLimitTogether() throws Exception {
        var uri = http.here(address(later));
        var running = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            running.add(() -> put(uri, new byte[100 * 1024]));
        }
        int stored = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var upload : threads.invokeAll(running)) {
                assertThat(upload.get()).isIn(201, 413, 429);
                stored += upload.get() == 201 ? 1 : 0;
            }
        }
        assertThat(stored).isBetween(1, 3);
        assertThat(http.uploads(job)).hasSize(stored);
        assertThat(arrivals.of(job)).hasSize(stored);
    }

    /** One leaked address must not fill the disk with streams that go on for ever. */
    @Test
    void anAddressTakesTwoStreamsAtATime() throws Exception {
        var path = address(later).getRawPath();
        try (var one = begun(path);
                var two = begun(path)) {
            await().until(() -> parts().length == 2);

            assertThat(put(http.here(path), new byte[1])).isEqualTo(429);

            one.getOutputStream().write(new byte[10]);
            assertThat(answer(one)).startsWith("HTTP/1.1 201");
            assertThat(put(http.here(path), new byte[1])).isEqualTo(201);
            two.getOutputStream().write(new byte[10]);
            assertThat(answer(two)).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void aStreamThatOutlastsItsAddressIsBrokenOff() throws Exception {
        var path = address(Instant.now().plusMillis(1500)).getRawPath();
        try (var slow = begun(path)) {
            await().until(() -> put(http.here(path), new byte[1]) == 410);

            slow.getOutputStream().write(new byte[10]);

            assertThat(answer(slow)).startsWith("HTTP/1.1 410");
        }
        assertThat(http.uploads(job).valueStream().map(f -> f.get("size").asInt()))
                .doesNotContain(20);
    }

    @Test
    void anAddressThatIsClosedMeanwhileTakesNothingMore() throws Exception {
        var path = address(later).getRawPath();
        try (var open = begun(path)) {
            await().until(() -> parts().length > 0);
            addresses.close(job, Instant.now());

            open.getOutputStream().write(new byte[10]);

            assertThat(answer(open)).startsWith("HTTP/1.1 410");
        }
        assertThat(http.uploads(job)).isEmpty();
    }

    @Test
    void anAddressTakesSoManyFiles() throws Exception {
        var uri = http.here(address(later));
        for (int i = 0; i < 20; i++) {
            assertThat(put(uri, new byte[1])).isEqualTo(201);
        }
        assertThat(put(uri, new byte[1])).isEqualTo(413);
    }

    @Test
    void aFormThatBreaksOffIsTheChargePointsAffair() throws Exception {
        var half = "--b0\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nhalf";
        var answer =
                send(
                        "POST",
                        "",
                        BodyPublishers.ofString(half),
                        "Content-Type",
                        "multipart/form-data; boundary=b0");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(http.uploads(job)).isEmpty();
    }

    @Test
    void listsRefuseWhatTheyDidNotGiveOut() throws Exception {
        var cursor = Cursor.of("yesterday", "x").toString();
        for (var list : new String[] {"diagnostics/files", "firmware/images"}) {
            var answer =
                    http.operator(
                            "GET",
                            "/api/v1/" + list + "?cursor=" + cursor,
                            BodyPublishers.noBody());
            assertThat(answer.statusCode()).as(list).isEqualTo(400);
        }
        var late =
                http.operator(
                        "GET",
                        "/api/v1/diagnostics/files?from=%2B300000-01-01T00:00:00Z",
                        BodyPublishers.noBody());
        assertThat(late.statusCode()).isEqualTo(400);
    }

    /** An upload of twenty bytes of which ten are there. */
    private Socket begun(String path) throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(
                        ("PUT "
                                        + path
                                        + "/slow.log HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                        + "Content-Length: 20\r\n\r\nhalf of it")
                                .getBytes(US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws Exception {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        var path = address(later).getRawPath();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            ("PUT "
                                            + path
                                            + "/half.log HTTP/1.1\r\nHost: x\r\n"
                                            + "Content-Length: 5000\r\n\r\nhalf of it")
                                    .getBytes(US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // until the service has given up
        }
        assertThat(http.uploads(job)).isEmpty();
        assertThat(arrivals.of(job)).isEmpty();
    }

    @Test
    void whatTheJobDoesNotTakeIsNotListed() throws Exception {
        var answer = send("PUT", "/" + Arrivals.REFUSED, BodyPublishers.ofString("x"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(http.uploads(job)).isEmpty();
    }

    @Test
    void pathsLeadNowhereElse() throws Exception {
        for (var name : new String[] {"/..%2f..%2fevil", "/a/b", "/%2e%2e/evil", "/..%5cevil"}) {
            assertThat(send("PUT", name, BodyPublishers.ofString("x")).statusCode())
                    .as(name)
                    .isIn(400, 404, 405);
        }
        assertThat(http.uploads(job)).isEmpty();
    }

    @Test
    void anExpiredAddressTakesNothing() throws Exception {
        var expired = http.here(address(Instant.now().minusSeconds(1)));

        assertThat(put(expired, diagnostics)).isEqualTo(410);
    }

    @Test
    void listsAreNarrowedByChargePointKindAndTime() throws Exception {
        var log =
                addresses.upload(job, "CP-LIST", "log", later, Set.of(Protocol.HTTP), "/location");
        assertThat(put(http.here(log), diagnostics)).isEqualTo(201);

        assertThat(found("chargePointId=cp-list&kind=log")).isEqualTo(1);
        assertThat(found("chargePointId=CP-LIST&kind=diagnostics")).isZero();
        assertThat(found("chargePointId=CP-LIST&from=2020-01-01T00:00:00Z")).isEqualTo(1);
        assertThat(found("chargePointId=CP-LIST&to=2020-01-01T00:00:00Z")).isZero();
    }

    @Test
    void theSafestCommonProtocolIsOffered() {
        assertThat(offered(Set.of()).getScheme()).isEqualTo("http");
        assertThat(offered(Set.of(Protocol.FTP, Protocol.HTTP)).getScheme()).isEqualTo("http");
        assertThat(offered(Set.of(Protocol.FTP)).getScheme()).isEqualTo("ftp");
        assertThatThrownBy(() -> offered(Set.of(Protocol.FTPS))).isInstanceOf(Problem.class);
    }

    private URI offered(Set<Protocol> supported) {
        return addresses.upload(job, "CP-7", "diagnostics", later, supported, "/location");
    }

    private URI address(Instant expiry) {
        return addresses.upload(
                job, "CP-7", "diagnostics", expiry, Set.of(Protocol.HTTP), "/location");
    }

    private HttpResponse<byte[]> send(
            String method, String behind, BodyPublisher body, String... headers) throws Exception {
        var uri = http.here(address(later).getRawPath() + behind);
        return http.send(method, uri, body, headers);
    }

    private int put(URI uri, byte[] bytes) throws Exception {
        return http.send("PUT", uri, BodyPublishers.ofByteArray(bytes)).statusCode();
    }

    private int found(String query) throws Exception {
        var answer =
                http.operator("GET", "/api/v1/diagnostics/files?" + query, BodyPublishers.noBody());
        return Http.json(answer).get("items").size();
    }

    private byte[] content(String fileId) throws Exception {
        return http.operator(
                        "GET",
                        "/api/v1/diagnostics/files/" + fileId + "/content",
                        BodyPublishers.noBody())
                .body();
    }

    private static String[] parts() throws Exception {
        try (var files = Files.list(INCOMING)) {
            return files.map(Path::toString).toArray(String[]::new);
        }
    }

    static BodyPublisher form(String field, String fileName, byte[] bytes) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--b0\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
                                + "--b0\r\nContent-Disposition: form-data; name=\""
                                + field
                                + "\"; filename=\""
                                + fileName
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(US_ASCII));
        body.writeBytes(bytes);
        body.writeBytes("\r\n--b0--\r\n".getBytes(US_ASCII));
        return BodyPublishers.ofByteArray(body.toByteArray());
    }
}
