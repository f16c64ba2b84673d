package io.mainspring.firmware.files.ftp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.firmware.FirmwareServiceTest;
import io.mainspring.firmware.files.Arrivals;
import io.mainspring.firmware.files.Http;
import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.Samples;
import io.mainspring.firmware.files.TransferAddresses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FirmwareServiceTest
class FtpDoorTest {

    private final Instant later = Instant.now().plusSeconds(600);

    private final TransferAddresses addresses;
    private final Arrivals arrivals;
    private final Http http;
    private final FTPClient client = new FTPClient();
    private final UUID job = UUID.randomUUID();
    private final UUID downloading = UUID.randomUUID();
    private final byte[] firmware = Samples.bytes(200_000, 5);
    private String image = "";

    FtpDoorTest(
            @Autowired TransferAddresses addresses,
            @Autowired Arrivals arrivals,
            @LocalServerPort int port) {
        this.addresses = addresses;
        this.arrivals = arrivals;
        this.http = new Http(port);
    }

    @BeforeEach
    void storeAnImage() throws Exception {
        image = http.image("pendulum.bin", firmware);
    }

    @AfterEach
    void hangUp() throws IOException {
        if (client.isConnected()) {
            client.disconnect();
        }
    }

    @Test
    void aChargePointFetchesItsImage() throws IOException {
        logIn(download());

        assertThat(fetch("/pendulum.bin", 0)).isEqualTo(firmware);
    }

    @Test
    void anImageStaysWhatItIsIfTheClientForgetsToSayBinary() throws IOException {
        logIn(download());
        client.setFileType(FTP.ASCII_FILE_TYPE);
        try (var data = new Socket(InetAddress.getLoopbackAddress(), dataPort())) {
            assertThat(client.sendCommand("RETR", "pendulum.bin")).isEqualTo(150);

            assertThat(data.getInputStream().readAllBytes()).isEqualTo(firmware);
        }
        assertThat(client.getReply()).isEqualTo(226);
    }

    @Test
    void activeModeWorksToo() throws IOException {
        logIn(download());
        client.enterLocalActiveMode();

        assertThat(fetch("pendulum.bin", 0)).isEqualTo(firmware);
    }

    @Test
    void aDownloadThatBrokeOffGoesOn() throws IOException {
        logIn(download());

        assertThat(fetch("pendulum.bin", 150_000))
                .isEqualTo(Arrays.copyOfRange(firmware, 150_000, 200_000));
    }

    @Test
    void aSessionSeesTheOneFileOfItsJob() throws IOException {
        logIn(download());

        assertThat(client.listNames()).containsExactly("pendulum.bin");
        assertThat(client.listFiles()[0].getSize()).isEqualTo(200_000);
        assertThat(client.getSize("pendulum.bin")).isEqualTo("200000");
        assertThat(client.printWorkingDirectory()).isEqualTo("/");
    }

    @Test
    void noPathLeadsElsewhereAndNothingCanBeChanged() throws IOException {
        logIn(download());

        assertThat(client.retrieveFileStream("../../etc/passwd")).isNull();
        assertThat(client.getReplyCode()).isEqualTo(550);
        assertThat(client.changeWorkingDirectory("..")).isFalse();
        assertThat(client.deleteFile("pendulum.bin")).isFalse();
        assertThat(client.rename("pendulum.bin", "x")).isFalse();
        assertThat(client.makeDirectory("x")).isFalse();
        assertThat(store("x.log", "x".getBytes(US_ASCII))).isEqualTo(550);
        assertThat(fetch("pendulum.bin", 0)).isEqualTo(firmware);
    }

    @Test
    void whatAChargePointBringsIsListedAndTold() throws Exception {
        logIn(upload(later));

        assertThat(store("diag.tar.gz", firmware)).isEqualTo(226);

        var listed = http.uploads(job).get(0);
        assertThat(listed.get("fileName").asString()).isEqualTo("diag.tar.gz");
        assertThat(listed.get("receivedOver").asString()).isEqualTo("FTP");
        assertThat(listed.get("size").asLong()).isEqualTo(200_000);
        assertThat(arrivals.of(job)).hasSize(1);
        assertThat(client.listNames()).containsExactly("diag.tar.gz");
        assertThat(client.retrieveFileStream("diag.tar.gz")).isNull();
    }

    @Test
    void aPathIsCutToAHarmlessName() throws Exception {
        logIn(upload(later));

        assertThat(store("/var/../../logs/cp 7.log", firmware)).isEqualTo(226);
        assertThat(http.uploads(job).get(0).get("fileName").asString()).isEqualTo("cp_7.log");
    }

    @Test
    void tooLargeIsNoticedWhileItStreams() throws Exception {
        logIn(upload(later));

        assertThat(store("big", new byte[400 * 1024])).isEqualTo(552);
        assertThat(http.uploads(job)).isEmpty();
        assertThat(client.sendNoOp()).isTrue();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        var address = upload(later);
        logIn(address);
        try (var data = new Socket(InetAddress.getLoopbackAddress(), dataPort())) {
            assertThat(client.sendCommand("STOR", "half.log")).isEqualTo(150);
            data.getOutputStream().write("half of it".getBytes(US_ASCII));
            data.getOutputStream().flush();
            data.setSoLinger(true, 0); // cut, not closed
        }
        assertThat(client.getReply()).isEqualTo(426);
        assertThat(http.uploads(job)).isEmpty();
        assertThat(arrivals.of(job)).isEmpty();
    }

    @Test
    void nobodyComesInWithoutAnOpenAddress() throws IOException {
        var mine = userInfo(download());
        var other = userInfo(upload(later));
        var expired = userInfo(upload(Instant.now().minusSeconds(1)));

        assertThat(mayEnter(mine[0], "0".repeat(40))).isFalse();
        assertThat(mayEnter(other[0], mine[1])).as("another job's user").isFalse();
        assertThat(mayEnter(expired[0], expired[1])).isFalse();
        assertThat(mayEnter("anonymous", "me@example.com")).isFalse();
        assertThat(mayEnter(mine[0], mine[1])).isTrue();
    }

    @Test
    void aSessionEndsWithItsJob() throws IOException {
        logIn(download());
        assertThat(fetch("pendulum.bin", 0)).isEqualTo(firmware);

        addresses.close(downloading, Instant.now());

        await().until(() -> client.retrieveFileStream("pendulum.bin") == null);
        assertThat(client.listNames()).isEmpty();
    }

    private URI download() {
        return addresses.download(
                downloading, image, "CP-1", later, Set.of(Protocol.FTP), "/location");
    }

    private URI upload(Instant expiry) {
        return addresses.upload(job, "CP-1", "log", expiry, Set.of(Protocol.FTP), "/location");
    }

    private int dataPort() throws IOException {
        assertThat(client.epsv()).isEqualTo(229);
        return Integer.parseInt(
                client.getReplyString().replaceAll(".*\\|\\|\\|(\\d+)\\|.*\\s*", "$1"));
    }

    private static String[] userInfo(URI address) {
        return address.getUserInfo().split(":", -1);
    }

    private void logIn(URI address) throws IOException {
        var user = userInfo(address);
        client.connect(address.getHost(), address.getPort());
        assertThat(client.login(user[0], user[1])).isTrue();
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE); // or this client changes line ends by itself
    }

    private boolean mayEnter(String user, String password) throws IOException {
        var address = upload(later);
        var visitor = new FTPClient();
        visitor.connect(address.getHost(), address.getPort());
        try {
            return visitor.login(user, password);
        } finally {
            visitor.disconnect();
        }
    }

    private byte[] fetch(String path, long offset) throws IOException {
        var bytes = new ByteArrayOutputStream();
        client.setRestartOffset(offset);
        try (var in = client.retrieveFileStream(path)) {
            in.transferTo(bytes);
        }
        assertThat(client.completePendingCommand()).isTrue();
        return bytes.toByteArray();
    }

    private int store(String name, byte[] bytes) throws IOException {
        try {
            client.storeFile(name, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            client.getReply(); // the data connection was cut first
        }
        return client.getReplyCode();
    }
}
