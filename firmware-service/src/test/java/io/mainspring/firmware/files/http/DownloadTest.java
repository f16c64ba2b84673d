package io.mainspring.firmware.files.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.files.Http;
import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.Samples;
import io.mainspring.firmware.files.TransferAddresses;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FirmwareServiceTest
class DownloadTest {

    private final Instant later = Instant.now().plusSeconds(600);

    private final TransferAddresses addresses;
    private final Http http;
    private final byte[] firmware = Samples.bytes(200_000, 1);
    private String image = "";

    DownloadTest(@Autowired TransferAddresses addresses, @LocalServerPort int port) {
        this.addresses = addresses;
        this.http = new Http(port);
    }

    @BeforeEach
    void storeAnImage() throws Exception {
        image = http.image("pendulum-2.0.bin", firmware);
    }

    @Test
    void aChargePointFetchesTheImageWithoutAnyKey() throws Exception {
        var answer = http.get(offered());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(firmware);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"pendulum-2.0.bin\"");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("200000");
    }

    @Test
    void theAddressNamesTheFileAndHidesTheToken() {
        assertThat(address(UUID.randomUUID(), later).toString())
                .matches("http://files\\.test/files/d/[0-9a-f]{40}/pendulum-2\\.0\\.bin");
    }

    @Test
    void aDownloadThatBrokeOffGoesOn() throws Exception {
        var uri = offered();
        var tag = http.get(uri).headers().firstValue("ETag").orElseThrow();

        var rest = http.get(uri, "Range", "bytes=150000-", "If-Range", tag);

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("Content-Range"))
                .hasValue("bytes 150000-199999/200000");
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(firmware, 150_000, 200_000));
    }

    @Test
    void aPartOfAnotherFileIsNotJoinedOn() throws Exception {
        var answer = http.get(offered(), "Range", "bytes=150000-", "If-Range", "\"another\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(200_000);
    }

    @Test
    void whatLiesBehindTheEndIsRefused() throws Exception {
        var answer = http.get(offered(), "Range", "bytes=200000-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */200000");
    }

    @Test
    void headTellsTheSizeAndSendsNothing() throws Exception {
        var answer = http.send("HEAD", offered(), BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("200000");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anExpiredAddressIsGone() throws Exception {
        var expired = address(UUID.randomUUID(), Instant.now().minusSeconds(1));

        assertThat(http.get(http.here(expired)).statusCode()).isEqualTo(410);
    }

    @Test
    void theAddressesOfAFinishedJobAreGoneAndThoseOfOthersStay() throws Exception {
        var done = UUID.randomUUID();
        var closed = http.here(address(done, later));
        var open = offered();

        addresses.close(done, Instant.now());

        assertThat(http.get(closed).statusCode()).isEqualTo(410);
        assertThat(http.get(open).statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedImageIsGone() throws Exception {
        var uri = offered();
        var deleted =
                http.operator(
                        "DELETE", "/api/v1/firmware/images/" + image, BodyPublishers.noBody());

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(http.get(uri).statusCode()).isEqualTo(410);
    }

    @Test
    void aGuessedTokenIsUnknown() throws Exception {
        assertThat(http.get(http.here("/files/d/" + "0".repeat(40) + "/x")).statusCode())
                .isEqualTo(404);
        assertThat(http.get(http.here("/files/d/short/x")).statusCode()).isEqualTo(404);
    }

    @Test
    void anUploadAddressFetchesNothingAndADownloadAddressTakesNothing() throws Exception {
        var upload =
                addresses.upload(
                        UUID.randomUUID(),
                        "CP-1",
                        "diagnostics",
                        later,
                        Set.of(Protocol.HTTP),
                        "/location");
        var asDownload = upload.getRawPath().replace("/files/u/", "/files/d/");
        var asUpload = offered().getRawPath().replace("/files/d/", "/files/u/");

        assertThat(http.get(http.here(asDownload + "/x")).statusCode()).isEqualTo(404);
        assertThat(http.send("PUT", http.here(asUpload), BodyPublishers.ofString("x")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingIsListedAndNoPathLeadsElsewhere() throws Exception {
        var token = offered().getRawPath().split("/", -1)[3];
        for (var path :
                new String[] {
                    "/files",
                    "/files/",
                    "/files/d/",
                    "/files/d/" + token + "/../../stored",
                    "/files/d/..%2f..%2fetc%2fpasswd",
                    "/files/d/" + token + "/a/b"
                }) {
            assertThat(http.get(http.here(path)).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void thePathOpensNothingOfTheApi() throws Exception {
        assertThat(http.get(http.here("/api/v1/firmware/images")).statusCode()).isEqualTo(401);
    }

    private URI address(UUID job, Instant expiry) {
        return addresses.download(job, image, "CP-1", expiry, Set.of(Protocol.HTTP), "/location");
    }

    private URI offered() {
        return http.here(address(UUID.randomUUID(), later));
    }
}
