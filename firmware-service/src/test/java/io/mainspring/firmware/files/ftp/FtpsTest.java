package io.mainspring.firmware.files.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.files.Http;
import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.Samples;
import io.mainspring.firmware.files.TransferAddresses;
import io.mainspring.firmware.files.address.AddressBook;
import io.mainspring.firmware.files.image.Images;
import io.mainspring.firmware.files.upload.UploadedFiles;
import io.mainspring.firmware.files.upload.Uploads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FirmwareServiceTest
class FtpsTest {

    private final TransferAddresses addresses;
    private final AddressBook book;
    private final Images images;
    private final Uploads uploads;
    private final UploadedFiles uploaded;
    private final Http http;
    private final FTPSClient client = new FTPSClient();
    private final UUID job = UUID.randomUUID();
    @TempDir Path directory;
    private FtpDoor door;

    @SuppressWarnings("NullAway.Init") // the door is opened before each test
    FtpsTest(
            @Autowired TransferAddresses addresses,
            @Autowired AddressBook book,
            @Autowired Images images,
            @Autowired Uploads uploads,
            @Autowired UploadedFiles uploaded,
            @LocalServerPort int port) {
        this.addresses = addresses;
        this.book = book;
        this.images = images;
        this.uploads = uploads;
        this.uploaded = uploaded;
        this.http = new Http(port);
    }

    @BeforeEach
    void openADoorWithAKey() throws Exception {
        var settings =
                new FtpSettings(
                        true,
                        0,
                        "127.0.0.1",
                        "127.0.0.1",
                        "0",
                        null,
                        keyStore(),
                        "changeit",
                        5,
                        Duration.ofMinutes(1));
        door = new FtpDoor(settings, book, images, uploads, uploaded);
        door.start();
        client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
        client.connect("127.0.0.1", door.port());
    }

    @AfterEach
    void close() throws Exception {
        client.disconnect();
        door.stop();
    }

    @Test
    void controlAndDataAreEncryptedWhenTheClientAsks() throws Exception {
        var firmware = Samples.bytes(100_000, 6);
        var image = http.image("secret.bin", firmware);
        var later = Instant.now().plusSeconds(60);
        var address =
                addresses.download(job, image, "CP-1", later, Set.of(Protocol.FTP), "/location");
        logIn(address.getUserInfo());

        var fetched = new ByteArrayOutputStream();
        assertThat(client.retrieveFile("secret.bin", fetched)).isTrue();
        assertThat(fetched.toByteArray()).isEqualTo(firmware);
    }

    @Test
    void anUploadSaysThatItWasEncrypted() throws Exception {
        var later = Instant.now().plusSeconds(60);
        var address =
                addresses.upload(job, "CP-1", "log", later, Set.of(Protocol.FTP), "/location");
        logIn(address.getUserInfo());

        assertThat(client.storeFile("cp.log", new ByteArrayInputStream(new byte[1000]))).isTrue();
        assertThat(http.uploads(job).get(0).get("receivedOver").asString()).isEqualTo("FTPS");
    }

    /** Five may log in, so an address gets two connections. */
    @Test
    void oneAddressDoesNotTakeAllConnections() throws Exception {
        var second = new FTPSClient();
        var third = new FTPSClient();
        second.connect("127.0.0.1", door.port());
        assertThatThrownBy(() -> third.connect("127.0.0.1", door.port()))
                .isInstanceOf(IOException.class);
        second.disconnect();
        await().untilAsserted(() ->
                assertThatCode(() -> third.connect("127.0.0.1", door.port()))
                        .doesNotThrowAnyException());
        third.disconnect();
    }

    @Test
    void itsAddressesAreGivenOut() {
        assertThat(door.speaks(Protocol.FTPS)).isTrue();
    }

    private void logIn(String userInfo) throws Exception {
        var user = userInfo.split(":", -1);
        assertThat(client.login(user[0], user[1])).isTrue();
        client.execPBSZ(0);
        client.execPROT("P");
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
    }

    private Path keyStore() throws Exception {
        var file = directory.resolve("ftp.p12");
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "ftp",
                                "-dname",
                                "CN=ftp.test",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                "changeit")
                        .redirectErrorStream(true)
                        .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return file;
    }
}
