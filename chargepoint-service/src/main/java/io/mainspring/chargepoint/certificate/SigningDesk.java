package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.registration.ChargePointCommand;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Moves certificates on: to the authority, to the charge point, to their end. What is to do stands
 * in the rows, and the aggregate lets each step begin once, so several replicas may look. A step
 * that was begun and of whose end nobody hears counts as failed after a time; nothing is tried
 * twice by itself (security whitepaper A02). What trouble there is with one row is not the others'.
 */
@Component
class SigningDesk {

    private static final Logger log = LoggerFactory.getLogger(SigningDesk.class);

    private static final String AUTOMATISM = "certificates";

    /** The end of a call is known so long after it must have come. */
    private static final Duration LATE_OUTCOME = Duration.ofMinutes(10);

    private static final Duration RENEWAL_PAUSE = Duration.ofHours(24);

    private final Certificates certificates;
    private final SigningAuthority authority;
    private final CertificateProperties settings;
    private final ChainLimit chainLimit;
    private final CommandGateway commands;
    private final PollTransaction transaction;
    private final Calls calls;
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> firstEnd = new AtomicReference<>();

    SigningDesk(
            Certificates certificates,
            SigningAuthority authority,
            CertificateProperties settings,
            ChainLimit chainLimit,
            CommandGateway commands,
            PollTransaction transaction,
            Calls calls,
            MeterRegistry meters,
            Clock clock) {
        this.certificates = certificates;
        this.authority = authority;
        this.settings = settings;
        this.chainLimit = chainLimit;
        this.commands = commands;
        this.transaction = transaction;
        this.calls = calls;
        this.meters = meters;
        this.clock = clock;
        TimeGauge.builder("certificates.expiry", this, TimeUnit.SECONDS, SigningDesk::secondsLeft)
                .description("until the first end of a certificate in use")
                .register(meters);
    }

    private double secondsLeft() {
        var end = firstEnd.get();
        return end == null ? Double.NaN : Duration.between(clock.instant(), end).toSeconds();
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        var now = clock.instant();
        each(certificates.inState(Certificates.REQUESTED, now), this::sign);
        each(certificates.inState(Certificates.SIGNED, now), this::send);
        each(
                certificates.inState(Certificates.SIGNING, now.minus(settings.signingTimeout())),
                row -> fail(row, "the authority did not answer in time"));
    }

    @Scheduled(fixedDelayString = "PT60S", initialDelayString = "PT10S")
    void lookAhead() {
        var now = clock.instant();
        each(certificates.over(now), row -> expire(row, now));
        each(
                certificates.inState(
                        Certificates.SENT,
                        now.minus(settings.deliveryTimeout()).minus(LATE_OUTCOME)),
                row -> undelivered(row, "nobody knows what became of it"));
        if (settings.renewBefore().isPositive()) {
            each(
                    certificates.ending(now.plus(settings.renewBefore()), now.minus(RENEWAL_PAUSE)),
                    row -> renew(row, now));
        }
        firstEnd.set(certificates.firstEnd().orElse(null));
    }

    private static void each(List<Certificates.Row> rows, Consumer<Certificates.Row> step) {
        for (var row : rows) {
            try {
                step.accept(row);
            } catch (RuntimeException e) {
                log.warn(
                        "certificate not moved on, tried again chargePoint={} request={}",
                        row.id(),
                        row.view().requestId(),
                        e);
            }
        }
    }

    private void expire(Certificates.Row row, Instant now) {
        transaction.execute(() -> {
            commands.sendAndWait(new CertificateCommand.Expire(row.id(), serial(row), now));
            commands.sendAndWait(new ChargePointCommand.Decertify(row.id(), serial(row), now));
            return row;
        });
    }

    private void renew(Certificates.Row row, Instant now) {
        transaction.execute(() -> {
            if (isTrue(
                    commands.sendAndWait(
                            new CertificateCommand.AskRenewal(row.id(), serial(row), now)))) {
                calls.send(
                        row.id().value(),
                        new ExtendedTriggerMessage.Request(
                                ExtendedMessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE, null),
                        CallOptions.by(AUTOMATISM));
            }
            return row;
        });
    }

    private void sign(Certificates.Row row) {
        var requestId = row.view().requestId();
        if (!isTrue(
                commands.sendAndWait(
                        new CertificateCommand.StartSigning(
                                row.id(), requestId, clock.instant())))) {
            return;
        }
        try {
            var request = SigningRequest.read(row.request());
            authority
                    .find()
                    .orElseThrow(() -> new IllegalStateException("there is no authority any more"))
                    .sign(
                            new CertificateAuthority.Order(
                                    requestId, request.der(), request.key(), row.commonName()))
                    .whenComplete((chain, failure) -> signed(row, request, chain, failure));
        } catch (SigningRequest.Unreadable | RuntimeException e) {
            fail(row, words(e));
        }
    }

    /** On the authority's thread, where nobody else would hear of a failure. */
    private void signed(
            Certificates.Row row,
            SigningRequest request,
            @Nullable List<X509Certificate> chain,
            @Nullable Throwable failure) {
        try {
            if (chain == null || chain.isEmpty()) {
                fail(row, failure == null ? "the authority gave nothing" : words(failure));
                return;
            }
            var doubt = request.doubtAbout(chain.getFirst(), row.commonName());
            if (doubt.isPresent()) {
                fail(row, doubt.get());
            } else {
                record(row, chain);
            }
        } catch (RuntimeException e) {
            log.error(
                    "answer of the certificate authority not recorded chargePoint={} request={}"
                            + " serialNumber={}",
                    row.id(),
                    row.view().requestId(),
                    chain == null || chain.isEmpty()
                            ? null
                            : chain.getFirst().getSerialNumber().toString(16),
                    e);
        }
    }

    /** What the certificate names opens the door from now on. */
    private void record(Certificates.Row row, List<X509Certificate> chain) {
        var certificate = chain.getFirst();
        var serialNumber = certificate.getSerialNumber().toString(16);
        var now = clock.instant();
        transaction.execute(() -> {
            boolean isNews =
                    isTrue(
                            commands.sendAndWait(
                                    new CertificateCommand.RecordSigned(
                                            row.id(),
                                            row.view().requestId(),
                                            serialNumber,
                                            certificate.getSubjectX500Principal().getName(),
                                            certificate.getNotBefore().toInstant(),
                                            certificate.getNotAfter().toInstant(),
                                            Pem.of(chain),
                                            now)));
            if (isNews) {
                commands.sendAndWait(
                        new ChargePointCommand.Certify(
                                row.id(), serialNumber, row.commonName(), now));
            }
            return row;
        });
    }

    private void fail(Certificates.Row row, String why) {
        log.error(
                "certificate not signed, the charge point waits in vain chargePoint={} request={}"
                        + " why={}",
                row.id(),
                row.view().requestId(),
                why);
        meters.counter("certificates.signing.failed").increment();
        commands.sendAndWait(
                new CertificateCommand.RecordFailure(
                        row.id(), row.view().requestId(), why, clock.instant()));
    }

    /** An absent charge point is waited for: it asked, and is about to come back. */
    private void send(Certificates.Row row) {
        var chain = Objects.requireNonNull(row.view().certificateChain());
        var objection = chainLimit.objection(row.id().value(), chain);
        transaction.execute(() -> {
            if (isTrue(
                    commands.sendAndWait(
                            new CertificateCommand.StartSending(
                                    row.id(), serial(row), false, AUTOMATISM, clock.instant())))) {
                if (objection.isPresent()) {
                    undelivered(row, objection.get());
                } else {
                    calls.send(
                            row.id().value(),
                            new CertificateSigned.Request(chain),
                            new CallOptions(AUTOMATISM, null, settings.deliveryTimeout(), true));
                }
            }
            return row;
        });
    }

    private void undelivered(Certificates.Row row, String why) {
        log.error("certificate not delivered chargePoint={} why={}", row.id(), why);
        meters.counter("certificates.signing.failed").increment();
        commands.sendAndWait(
                new CertificateCommand.SettleDelivery(
                        row.id(),
                        serial(row),
                        CertificateCommand.SettleDelivery.Delivery.FAILED,
                        why,
                        clock.instant()));
    }

    private static String serial(Certificates.Row row) {
        return Objects.requireNonNull(row.view().serialNumber());
    }

    private static String words(Throwable failure) {
        var cause = failure.getCause();
        var shown =
                failure instanceof java.util.concurrent.CompletionException && cause != null
                        ? cause
                        : failure;
        return Objects.requireNonNullElse(shown.getMessage(), shown.getClass().getSimpleName());
    }

    private static boolean isTrue(@Nullable Object answer) {
        return Boolean.TRUE.equals(answer);
    }
}
