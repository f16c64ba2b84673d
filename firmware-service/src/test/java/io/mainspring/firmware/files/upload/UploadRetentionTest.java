package io.mainspring.firmware.files.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.files.Http;
import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.TransferAddresses;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FirmwareServiceTest
class UploadRetentionTest {

    private static final Path FILES = Path.of("target", "test-files");

    private final UploadRetention retention;
    private final TransferAddresses addresses;
    private final JdbcClient db;
    private final Http http;
    private final UUID job = UUID.randomUUID();

    UploadRetentionTest(
            @Autowired UploadRetention retention,
            @Autowired TransferAddresses addresses,
            @Autowired JdbcClient db,
            @LocalServerPort int port) {
        this.retention = retention;
        this.addresses = addresses;
        this.db = db;
        this.http = new Http(port);
    }

    @Test
    void afterItsTimeTheBytesAreGoneAndTheFactStays() throws Exception {
        var file = upload();
        receivedAgo(Duration.ofDays(91));

        retention.tidyUp();
        retention.tidyUp();

        var listed = http.uploads(job).get(0);
        assertThat(listed.get("fileName").asString()).isEqualTo("diag.log");
        assertThat(listed.has("removedAt")).isTrue();
        assertThat(FILES.resolve("stored").resolve("uploads").resolve(file)).doesNotExist();
        assertThat(content(file)).isEqualTo(410);
    }

    @Test
    void whatCannotBeDeletedKeepsNoOther() throws Exception {
        var stuck = upload();
        var file = upload();
        receivedAgo(Duration.ofDays(91));
        var path = FILES.resolve("stored").resolve("uploads").resolve(stuck);
        Files.delete(path);
        Files.createDirectories(path.resolve("not-empty"));

        retention.tidyUp();

        assertThat(content(file)).isEqualTo(410);
        assertThat(removed(stuck)).isFalse();
        Files.delete(path.resolve("not-empty"));
        retention.tidyUp();
        assertThat(removed(stuck)).isTrue();
    }

    private boolean removed(String file) {
        return db.sql("select removed_at is not null from uploaded_file where file_id = ?::uuid")
                .param(file)
                .query(Boolean.class)
                .single();
    }

    @Test
    void beforeItsTimeNothingHappens() throws Exception {
        var file = upload();
        receivedAgo(Duration.ofDays(89));

        retention.tidyUp();

        assertThat(http.uploads(job).get(0).has("removedAt")).isFalse();
        assertThat(content(file)).isEqualTo(200);
    }

    @Test
    void whatACrashLeftBehindIsSweptAway() throws Exception {
        var incoming = Files.createDirectories(FILES.resolve("incoming"));
        var left = Files.createFile(incoming.resolve("in-" + job + ".part"));
        var fresh = Files.createFile(incoming.resolve("in-fresh-" + job + ".part"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(3))));

        retention.tidyUp();

        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
        Files.delete(fresh);
    }

    private String upload() throws Exception {
        var address =
                addresses.upload(
                        job,
                        "CP-1",
                        "diagnostics",
                        Instant.now().plusSeconds(60),
                        Set.of(Protocol.HTTP),
                        "/location");
        var uri = http.here(address.getRawPath() + "/diag.log");
        assertThat(http.send("PUT", uri, BodyPublishers.ofString("x")).statusCode()).isEqualTo(201);
        return http.uploads(job).get(0).get("fileId").asString();
    }

    private void receivedAgo(Duration age) {
        db.sql("update uploaded_file set received_at = ?::timestamptz where job_id = ?")
                .params(Instant.now().minus(age).toString(), job)
                .update();
    }

    private int content(String file) throws Exception {
        return http.operator(
                        "GET",
                        "/api/v1/diagnostics/files/" + file + "/content",
                        BodyPublishers.noBody())
                .statusCode();
    }
}
