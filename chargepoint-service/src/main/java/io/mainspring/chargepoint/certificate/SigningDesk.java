package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.configuration.Configurations;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.calls.Calls;
import io.mainspring.ocpp.v16.action.CertificateSigned;
import io.mainspring.ocpp.v16.action.ExtendedTriggerMessage;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Moves certificates on: to the authority, to the charge point, to their end. What is to do stands
 * in the rows, and the aggregate lets each step begin once, so several replicas may look and a
 * crash loses nothing but, between the beginning of a step and its doing, that step: it then counts
 * as failed. Nothing is tried twice by itself (security whitepaper A02).
 */
@Component
class SigningDesk {

    private static final Logger log = LoggerFactory.getLogger(SigningDesk.class);

    private static final String MAX_CHAIN_SIZE = "CertificateSignedMaxChainSize";
    private static final int LONGEST_CHAIN = 10_000;
    private static final String AUTOMATISM = "certificates";

    private final Certificates certificates;
    private final SigningAuthority authority;
    private final CertificateProperties settings;
    private final Configurations configurations;
    private final CommandGateway commands;
    private final Calls calls;
    private final MeterRegistry meters;
    private final Clock clock;

    SigningDesk(
            Certificates certificates,
            SigningAuthority authority,
            CertificateProperties settings,
            Configurations configurations,
            CommandGateway commands,
            Calls calls,
            MeterRegistry meters,
            Clock clock) {
        this.certificates = certificates;
        this.authority = authority;
        this.settings = settings;
        this.configurations = configurations;
        this.commands = commands;
        this.calls = calls;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void work() {
        var now = clock.instant();
        certificates.inState(Certificates.REQUESTED, now).forEach(this::sign);
        certificates.inState(Certificates.SIGNED, now).forEach(this::send);
        certificates
                .inState(Certificates.SIGNING, now.minus(settings.signingTimeout()))
                .forEach(row -> fail(row, "the authority did not answer in time"));
        for (var row : certificates.comeIntoUse()) {
            commands.sendAndWait(new CertificateCommand.SeeInUse(row.id(), serial(row), now));
        }
    }

    @Scheduled(fixedDelayString = "PT60S", initialDelayString = "PT10S")
    void lookAhead() {
        var now = clock.instant();
        for (var row : certificates.over(now)) {
            commands.sendAndWait(new CertificateCommand.Expire(row.id(), serial(row), now));
        }
        if (settings.renewBefore().isPositive()) {
            certificates.ending(now.plus(settings.renewBefore())).forEach(row -> renew(row, now));
        }
    }

    private void renew(Certificates.Row row, Instant now) {
        if (isTrue(
                commands.sendAndWait(
                        new CertificateCommand.AskRenewal(row.id(), serial(row), now)))) {
            calls.send(
                    row.id().value(),
                    new ExtendedTriggerMessage.Request(
                            ExtendedMessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE, null),
                    CallOptions.by(AUTOMATISM));
        }
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
                                    request.der(), request.key(), row.commonName()))
                    .whenComplete((chain, failure) -> signed(row, chain, failure));
        } catch (SigningRequest.Unreadable | RuntimeException e) {
            fail(row, words(e));
        }
    }

    private void signed(
            Certificates.Row row,
            @Nullable List<X509Certificate> chain,
            @Nullable Throwable failure) {
        if (chain == null) {
            fail(row, failure == null ? "the authority gave nothing" : words(failure));
            return;
        }
        var certificate = chain.getFirst();
        commands.sendAndWait(
                new CertificateCommand.RecordSigned(
                        row.id(),
                        row.view().requestId(),
                        certificate.getSerialNumber().toString(16),
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant(),
                        Pem.of(chain),
                        clock.instant()));
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

    private void send(Certificates.Row row) {
        var by = CallOptions.by(AUTOMATISM);
        if (!isTrue(
                commands.sendAndWait(
                        new CertificateCommand.StartSending(
                                row.id(),
                                serial(row),
                                false,
                                by.requestedBy(),
                                clock.instant())))) {
            return;
        }
        var chain = Objects.requireNonNull(row.view().certificateChain());
        int longest =
                Math.min(
                        LONGEST_CHAIN,
                        configurations
                                .number(row.id().value(), MAX_CHAIN_SIZE)
                                .orElse(LONGEST_CHAIN));
        if (chain.length() > longest) {
            undelivered(
                    row,
                    "the chain has %d characters, the charge point takes %d"
                            .formatted(chain.length(), longest));
            return;
        }
        try {
            calls.send(row.id().value(), new CertificateSigned.Request(chain), by);
        } catch (RuntimeException e) {
            undelivered(row, words(e));
        }
    }

    private void undelivered(Certificates.Row row, String why) {
        log.error("certificate not sent chargePoint={} why={}", row.id(), why);
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
