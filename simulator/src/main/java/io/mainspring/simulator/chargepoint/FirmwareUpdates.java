package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.action.FirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.SecurityEventNotification;
import io.mainspring.ocpp.v16.action.SignedFirmwareStatusNotification;
import io.mainspring.ocpp.v16.action.SignedUpdateFirmware;
import io.mainspring.ocpp.v16.action.UpdateFirmware;
import io.mainspring.ocpp.v16.type.ChargePointStatus;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.ocpp.v16.type.SignedUpdateFirmwareStatus;
import io.mainspring.simulator.chargepoint.Timers.Timer;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The firmware and its updates, plain and signed: it really fetches the file, checks it, reboots and is another version
 * afterwards. A new order replaces the one before. What goes wrong is in the names, so that it can be tried: a model that
 * ends with "Secure" takes signed firmware only, and a file with "broken" in its name cannot be installed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures reach the observer
final class FirmwareUpdates {

    private static final String VERSION_INSTALLED = "FirmwareVersion";
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
    private static final String SIGNED_ONLY = "Secure";
    private static final String BROKEN = "broken";
    private static final Duration INSTALLATION = Duration.ofMillis(500);
    private static final int USUAL_RETRIES = 2;
    private static final Duration USUAL_RETRY_INTERVAL = Duration.ofSeconds(30);

    private final Setup setup;
    private final StatusBoard status;
    private final CallWindow window;
    private final Timers timers;
    private final Executor loop;
    private final InstantSource clock;
    private final ChargePointObserver observer;
    private final Runnable reboot;
    private final Memory memory;
    private String version;
    private @Nullable Update running;

    /** Connectors that are closed because firmware is installed. */
    private final Set<Integer> closed = new HashSet<>();

    /**
     * @param reboot ends transactions, and boots again
     */
    FirmwareUpdates(
            Setup setup,
            StatusBoard status,
            CallWindow window,
            Timers timers,
            Executor loop,
            InstantSource clock,
            ChargePointObserver observer,
            Memory memory,
            Runnable reboot) {
        this.setup = setup;
        this.status = status;
        this.window = window;
        this.timers = timers;
        this.loop = loop;
        this.clock = clock;
        this.observer = observer;
        this.memory = memory;
        this.reboot = reboot;
        version = Objects.requireNonNullElse(memory.recall(VERSION_INSTALLED), "1.0.0");
    }

    /** What BootNotification says. */
    String version() {
        return version;
    }

    Answer order(UpdateFirmware.Request request) {
        if (setup.model().endsWith(SIGNED_ONLY)) {
            return new Answer.Refusal(OcppErrorCode.NOT_SUPPORTED, "signed firmware only");
        }
        return new Answer.Result(
                new UpdateFirmware.Response(),
                "taken",
                () ->
                        begin(
                                new Update(
                                        request.location(),
                                        request.retries(),
                                        request.retryInterval(),
                                        request.retrieveDate(),
                                        null)));
    }

    Answer order(SignedUpdateFirmware.Request request) {
        var result =
                switch (FirmwareSignature.standing(
                        request.firmware().signingCertificate(), clock.instant())) {
                    case INVALID -> SignedUpdateFirmwareStatus.INVALID_CERTIFICATE;
                    case REVOKED -> SignedUpdateFirmwareStatus.REVOKED_CERTIFICATE;
                    case VALID ->
                            running == null
                                    ? SignedUpdateFirmwareStatus.ACCEPTED
                                    : SignedUpdateFirmwareStatus.ACCEPTED_CANCELED;
                };
        var isTaken =
                result == SignedUpdateFirmwareStatus.ACCEPTED
                        || result == SignedUpdateFirmwareStatus.ACCEPTED_CANCELED;
        return Answer.of(
                new SignedUpdateFirmware.Response(result),
                result,
                () -> {
                    if (result == SignedUpdateFirmwareStatus.INVALID_CERTIFICATE) {
                        tell("InvalidFirmwareSigningCertificate");
                    }
                    if (isTaken) {
                        begin(
                                new Update(
                                        URI.create(request.firmware().location()),
                                        request.retries(),
                                        request.retryInterval(),
                                        request.firmware().retrieveDateTime(),
                                        request));
                    }
                });
    }

    /** What a trigger asks for: the status now, Idle if nothing runs. */
    void report() {
        var update = running;
        window.call(
                new FirmwareStatusNotification.Request(
                        update == null || update.signed != null
                                ? FirmwareStatus.IDLE
                                : update.plainStatus()));
    }

    /** The same of signed updates. */
    void reportSigned() {
        var update = running;
        window.call(
                update == null || update.signed == null
                        ? new SignedFirmwareStatusNotification.Request(
                                SignedFirmwareStatus.IDLE, null)
                        : new SignedFirmwareStatusNotification.Request(
                                update.status, update.signed.requestId()));
    }

    /** Accepted after a boot: the moment to tell that the new version runs. */
    void booted() {
        var update = running;
        open();
        if (update != null && update.isInstalled) {
            tell("FirmwareUpdated");
            update.report(SignedFirmwareStatus.INSTALLED);
            running = null;
        }
    }

    /** A security event of the whitepaper. */
    private void tell(String event) {
        window.call(
                new SecurityEventNotification.Request(
                        event, clock.instant().truncatedTo(ChronoUnit.MILLIS), null));
    }

    /** Nobody is to begin a session now; one that runs ends with the reboot. */
    private void close() {
        for (int connectorId = 1; connectorId <= setup.outlets().size(); connectorId++) {
            if (status.of(connectorId) == ChargePointStatus.AVAILABLE) {
                closed.add(connectorId);
                status.change(connectorId, ChargePointStatus.UNAVAILABLE);
            }
        }
    }

    private void open() {
        for (var connectorId : closed) {
            if (status.of(connectorId) == ChargePointStatus.UNAVAILABLE) {
                status.change(connectorId, ChargePointStatus.AVAILABLE);
            }
        }
        closed.clear();
    }

    private void begin(Update update) {
        if (running != null) {
            running.drop();
            open();
        }
        running = update;
        update.begin();
    }

    private Duration until(Instant time) {
        var wait = Duration.between(clock.instant(), time);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** One order. The statuses of a plain one are those of a signed one that it has a name for. */
    private final class Update {

        private final URI location;
        private final Errand<Boolean> download;
        private final Instant retrieveDate;
        private final SignedUpdateFirmware.@Nullable Request signed;
        private SignedFirmwareStatus status = SignedFirmwareStatus.IDLE;
        private boolean isInstalled;

        /** The last status that was sent; it leaves before the power goes. */
        private CompletableFuture<?> said = CompletableFuture.completedFuture(null);

        private @Nullable Timer next;

        Update(
                URI location,
                @Nullable Integer retries,
                @Nullable Integer retryInterval,
                Instant retrieveDate,
                SignedUpdateFirmware.@Nullable Request signed) {
            this.location = location;
            this.retrieveDate = retrieveDate;
            this.signed = signed;
            this.download =
                    new Errand<>(
                            timers,
                            loop,
                            this::fetch,
                            Objects.requireNonNullElse(retries, USUAL_RETRIES),
                            retryInterval == null
                                    ? USUAL_RETRY_INTERVAL
                                    : Duration.ofSeconds(retryInterval),
                            this::downloaded,
                            () -> end(SignedFirmwareStatus.DOWNLOAD_FAILED));
        }

        void begin() {
            var wait = until(retrieveDate);
            if (!wait.isZero()) {
                report(SignedFirmwareStatus.DOWNLOAD_SCHEDULED);
            }
            next =
                    timers.after(
                            wait,
                            () -> {
                                report(SignedFirmwareStatus.DOWNLOADING);
                                download.start();
                            });
        }

        void drop() {
            download.drop();
            if (next != null) {
                next.cancel();
            }
        }

        /** On a thread of its own. True if the file may be installed. */
        private boolean fetch() throws IOException, InterruptedException, GeneralSecurityException {
            var order = signed;
            var signature =
                    order == null
                            ? null
                            : FirmwareSignature.begin(
                                    order.firmware().signingCertificate(),
                                    order.firmware().signature());
            var fetched =
                    FileTransfers.fetch(
                            location,
                            (bytes, length) -> {
                                if (signature != null) {
                                    check(signature, bytes, length);
                                }
                            });
            observer.fetched(setup.identity(), location, fetched.size(), fetched.sha256());
            return signature == null || signature.fits();
        }

        private void downloaded(boolean fits) {
            report(SignedFirmwareStatus.DOWNLOADED);
            if (!fits) {
                tell("InvalidFirmwareSignature");
                end(SignedFirmwareStatus.INVALID_SIGNATURE);
                return;
            }
            if (signed == null) {
                install();
                return;
            }
            report(SignedFirmwareStatus.SIGNATURE_VERIFIED);
            var date = signed.firmware().installDateTime();
            var wait = date == null ? Duration.ZERO : until(date);
            if (!wait.isZero()) {
                report(SignedFirmwareStatus.INSTALL_SCHEDULED);
            }
            next = timers.after(wait, this::install);
        }

        private void install() {
            FirmwareUpdates.this.close();
            report(SignedFirmwareStatus.INSTALLING);
            next =
                    timers.after(
                            INSTALLATION,
                            () -> {
                                if (fileName().contains(BROKEN)) {
                                    end(SignedFirmwareStatus.INSTALLATION_FAILED);
                                    open();
                                    return;
                                }
                                report(SignedFirmwareStatus.INSTALL_REBOOTING);
                                said.whenComplete((_, _) -> rebootInto(newVersion()));
                            });
        }

        private void rebootInto(String installed) {
            if (running == this) {
                version = installed;
                memory.keep(VERSION_INSTALLED, installed);
                isInstalled = true;
                reboot.run();
            }
        }

        private void end(SignedFirmwareStatus last) {
            report(last);
            running = null;
        }

        /** The one in the file's name; without any the order says nothing, and the last part counts up. */
        private String newVersion() {
            var named = VERSION.matcher(fileName());
            if (named.find()) {
                return named.group();
            }
            int dot = version.lastIndexOf('.');
            return version.substring(0, dot + 1)
                    + (Integer.parseInt(version.substring(dot + 1)) + 1);
        }

        private String fileName() {
            var path = String.valueOf(location.getPath());
            return path.substring(path.lastIndexOf('/') + 1);
        }

        void report(SignedFirmwareStatus now) {
            status = now;
            if (signed != null) {
                said =
                        window.call(
                                new SignedFirmwareStatusNotification.Request(
                                        now, signed.requestId()));
            } else if (plainStatus() != FirmwareStatus.IDLE) {
                said = window.call(new FirmwareStatusNotification.Request(plainStatus()));
            }
        }

        private FirmwareStatus plainStatus() {
            return switch (status) {
                case DOWNLOADING -> FirmwareStatus.DOWNLOADING;
                case DOWNLOADED -> FirmwareStatus.DOWNLOADED;
                case DOWNLOAD_FAILED -> FirmwareStatus.DOWNLOAD_FAILED;
                case INSTALLING -> FirmwareStatus.INSTALLING;
                case INSTALLED -> FirmwareStatus.INSTALLED;
                case INSTALLATION_FAILED -> FirmwareStatus.INSTALLATION_FAILED;
                case DOWNLOAD_SCHEDULED,
                        DOWNLOAD_PAUSED,
                        IDLE,
                        INSTALL_REBOOTING,
                        INSTALL_SCHEDULED,
                        INSTALL_VERIFICATION_FAILED,
                        INVALID_SIGNATURE,
                        SIGNATURE_VERIFIED ->
                        FirmwareStatus.IDLE;
            };
        }
    }

    private static void check(FirmwareSignature signature, byte[] bytes, int length)
            throws IOException {
        try {
            signature.take(bytes, length);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
