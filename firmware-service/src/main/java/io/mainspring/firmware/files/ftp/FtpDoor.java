package io.mainspring.firmware.files.ftp;

import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.address.Address;
import io.mainspring.firmware.files.address.AddressBook;
import io.mainspring.firmware.files.address.TransferDoor;
import io.mainspring.firmware.files.image.Images;
import io.mainspring.firmware.files.upload.UploadedFiles;
import io.mainspring.firmware.files.upload.Uploads;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The embedded FTP server, open while the service runs. */
@Component
@ConditionalOnProperty("mainspring.firmware.files.ftp.enabled")
@EnableConfigurationProperties(FtpSettings.class)
public class FtpDoor implements TransferDoor, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FtpDoor.class);
    private static final int LOGIN_FAILURES = 3;

    private final FtpSettings settings;
    private final AddressBook book;
    private final Images images;
    private final Uploads uploads;
    private final UploadedFiles uploaded;
    private @Nullable FtpServer server;
    private volatile @Nullable Listener listener;

    FtpDoor(
            FtpSettings settings,
            AddressBook book,
            Images images,
            Uploads uploads,
            UploadedFiles uploaded) {
        this.settings = settings;
        this.book = book;
        this.images = images;
        this.uploads = uploads;
        this.uploaded = uploaded;
    }

    @Override
    public boolean speaks(Protocol protocol) {
        if (settings.publicHost() == null || !isRunning()) {
            return false;
        }
        return protocol == Protocol.FTP
                || (protocol == Protocol.FTPS && settings.keyStore() != null);
    }

    @Override
    public URI address(Protocol protocol, Handover handover) {
        var name = handover.fileName();
        return URI.create(
                protocol.name().toLowerCase(Locale.ROOT)
                        + "://"
                        + Address.user(handover.jobId())
                        + ":"
                        + handover.token()
                        + "@"
                        + settings.publicHost()
                        + ":"
                        + port()
                        + "/"
                        + (name == null ? "" : name));
    }

    /** Where control connections are taken, while it runs. */
    public int port() {
        return Objects.requireNonNull(listener, "the FTP server does not run").getPort();
    }

    @Override
    public void start() {
        var opened = listener();
        var factory = new FtpServerFactory();
        factory.addListener("default", opened);
        factory.setUserManager(new TokenUsers(book, settings.idleTimeout()));
        factory.setFileSystem(
                user -> new JobDirectory(((TokenUser) user).address(), book, images, uploaded));
        factory.setCommandFactory(FtpCommands.serving(uploads));
        factory.setConnectionConfig(connections());
        var starting = factory.createServer();
        try {
            starting.start();
        } catch (FtpException e) {
            throw new IllegalStateException("FTP server does not start", e);
        }
        server = starting;
        listener = opened;
        log.info("FTP server listens port={}", opened.getPort());
    }

    @Override
    public void stop() {
        listener = null;
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    private org.apache.ftpserver.ConnectionConfig connections() {
        var connections = new ConnectionConfigFactory();
        connections.setAnonymousLoginEnabled(false);
        connections.setMaxLogins(settings.maxSessions());
        // Each may hold a thread; those who are not logged in must not keep the others from one.
        connections.setMaxThreads(new Crowd(settings.maxSessions()).connections());
        connections.setMaxLoginFailures(LOGIN_FAILURES);
        // A delay would hold a thread, and a token cannot be guessed.
        connections.setLoginFailureDelay(0);
        return connections.createConnectionConfig();
    }

    private Listener listener() {
        var control = new ListenerFactory();
        control.setPort(settings.port());
        control.setSessionFilter(new Crowd(settings.maxSessions()));
        control.setIdleTimeout(Math.toIntExact(settings.idleTimeout().toSeconds()));
        var data = new DataConnectionConfigurationFactory();
        data.setPassivePorts(settings.passivePorts());
        // Nobody is made to send a file to, or take one from, a third party.
        data.setActiveIpCheck(true);
        data.setPassiveIpCheck(true);
        if (settings.bindAddress() != null) {
            control.setServerAddress(settings.bindAddress());
            data.setPassiveAddress(settings.bindAddress());
        }
        if (settings.passiveAddress() != null) {
            data.setPassiveExternalAddress(settings.passiveAddress());
        }
        var tls = tls();
        if (tls != null) {
            control.setSslConfiguration(tls);
            data.setSslConfiguration(tls);
        }
        control.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return control.createListener();
    }

    private @Nullable SslConfiguration tls() {
        var keyStore = settings.keyStore();
        if (keyStore == null) {
            return null;
        }
        var password = Objects.requireNonNullElse(settings.keyStorePassword(), "");
        var tls = new SslConfigurationFactory();
        tls.setKeystoreFile(keyStore.toFile());
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword(password);
        tls.setKeyPassword(password);
        tls.setSslProtocol("TLSv1.2", "TLSv1.3");
        return tls.createSslConfiguration();
    }
}
