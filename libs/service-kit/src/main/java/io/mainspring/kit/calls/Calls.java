package io.mainspring.kit.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.contracts.Call;
import io.mainspring.contracts.CommandStatus;
import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;
import io.mainspring.kit.polls.Acknowledged;
import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks something of a charge point. Each call ends with exactly one outcome, which reaches this
 * service's {@link OutcomeHandler} whether or not anybody waits for it here.
 */
public final class Calls {

    private static final Logger log = LoggerFactory.getLogger(Calls.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Owner asker;
    private final KafkaTemplate<String, byte[]> kafka;
    private final OutcomeWaiters waiters;
    private final IdempotencyKeys keys;
    private final OutgoingCalls outgoing;
    private final PollTransaction transaction;
    private final CallSettings settings;
    private final Clock clock;
    private final OcppCodec codec = OcppCodec.strict();

    Calls(
            Owner asker,
            KafkaTemplate<String, byte[]> kafka,
            OutcomeWaiters waiters,
            IdempotencyKeys keys,
            OutgoingCalls outgoing,
            PollTransaction transaction,
            CallSettings settings,
            Clock clock) {
        this.asker = asker;
        this.kafka = kafka;
        this.waiters = waiters;
        this.keys = keys;
        this.outgoing = outgoing;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends a command for a REST client and waits for its end.
     *
     * @return 200 with the ended command; or 202 with its address if it has not ended in time or
     *     the client does not want to wait
     * @throws Problem 422 if the Idempotency-Key stands for another request, 503 if Kafka is away
     */
    public ResponseEntity<CommandView> perform(
            String chargePointId, OcppRequest<?> request, CallOptions options) {
        var call = call(chargePointId, request, options);
        if (options.idempotencyKey() == null) {
            return perform(call, options, false);
        }
        var known = claim(call, options);
        return known.outcome() == null
                ? perform(withIdentity(call, known), options, false)
                : ResponseEntity.ok(CommandView.of(known.outcome()));
    }

    /**
     * As {@link #perform(String, OcppRequest, CallOptions)}, for a service that must have written
     * down what it asks for before the charge point can react. What it writes, the claim of an
     * Idempotency-Key and the note that the call is to be sent are one commit: after a crash either
     * all of it is there, and the call is sent, or nothing.
     *
     * @param beforeSending told of the call as it will be sent, in that transaction; again with the
     *     same command id if a command with an Idempotency-Key is repeated, or if another replica
     *     was quicker with an aggregate of it
     */
    public ResponseEntity<CommandView> perform(
            String chargePointId,
            OcppRequest<?> request,
            CallOptions options,
            Consumer<Call> beforeSending) {
        var asked = call(chargePointId, request, options);
        var prepared =
                transaction.execute(() -> {
                    var known = options.idempotencyKey() == null ? null : claim(asked, options);
                    if (known != null && known.outcome() != null) {
                        return new Prepared(asked, known.outcome());
                    }
                    var call = known == null ? asked : withIdentity(asked, known);
                    beforeSending.accept(call);
                    outgoing.write(call);
                    return new Prepared(call, null);
                });
        return prepared.outcome() == null
                ? perform(prepared.call(), options, true)
                : ResponseEntity.ok(CommandView.of(prepared.outcome()));
    }

    private record Prepared(Call call, @Nullable Outcome outcome) {}

    private IdempotencyKeys.Known claim(Call call, CallOptions options) {
        var known =
                keys.claim(
                        options.requestedBy(),
                        Objects.requireNonNull(options.idempotencyKey()),
                        fingerprint(call),
                        call.commandId(),
                        call.requestedAt());
        if (!known.sameRequest()) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "Idempotency-Key used before",
                    "this key stands for another request, command " + known.commandId(),
                    "Idempotency-Key");
        }
        return known;
    }

    /**
     * Sends a command and waits for its end, for a service that makes one answer of several
     * commands.
     *
     * @return empty if it has not ended within the time a REST call waits
     */
    public java.util.Optional<Outcome> ask(
            String chargePointId, OcppRequest<?> request, CallOptions options) {
        var call = call(chargePointId, request, options);
        var end = waiters.expect(call.commandId());
        try {
            send(call);
            return java.util.Optional.ofNullable(await(end, settings.responseWait()));
        } finally {
            waiters.forget(call.commandId());
        }
    }

    /**
     * Sends a command that nobody waits for. Within a transaction it is written down there, and
     * sent soon after the commit.
     *
     * @return its id
     * @throws Problem 503 if Kafka is away and there is no transaction
     */
    public UUID send(String chargePointId, OcppRequest<?> request, CallOptions options) {
        var call = call(chargePointId, request, options);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            outgoing.writeAndLeave(call);
        } else {
            send(call);
        }
        return call.commandId();
    }

    /** @param isWritten whether it will be sent even if the broker is away now */
    private ResponseEntity<CommandView> perform(Call call, CallOptions options, boolean isWritten) {
        var end = waiters.expect(call.commandId());
        try {
            if (isWritten) {
                sendWritten(call);
            } else {
                send(call);
            }
            var outcome =
                    await(end, options.respondAsync() ? Duration.ZERO : settings.responseWait());
            if (outcome == null) {
                return accepted(call);
            }
            if (options.idempotencyKey() != null) {
                keys.completed(List.of(outcome));
            }
            return ResponseEntity.ok(CommandView.of(outcome));
        } finally {
            waiters.forget(call.commandId());
        }
    }

    private void sendWritten(Call call) {
        try {
            Acknowledged.send(kafka, List.of(call.toRecord()));
            outgoing.sent(call.commandId());
        } catch (KafkaException e) {
            log.warn(
                    "call waits for the broker chargePoint={} action={}",
                    call.chargePointId(),
                    call.action().wireName(),
                    e);
        }
    }

    private Call call(String chargePointId, OcppRequest<?> request, CallOptions options) {
        var now = clock.instant();
        var action = Action.of(request);
        var wait = options.whenOnline();
        if (wait == null) {
            wait = settings.whenOnline().get(action.wireName());
        }
        return new Call(
                chargePointId,
                MessageIds.next(now),
                action,
                asker,
                now,
                now.plus(wait == null ? settings.expiry() : wait),
                wait != null,
                options.requestedBy(),
                codec.encode(request));
    }

    /** The same command again: correlation sends it once, whoever repeats it. */
    private static Call withIdentity(Call call, IdempotencyKeys.Known known) {
        return new Call(
                call.chargePointId(),
                known.commandId(),
                call.action(),
                call.asker(),
                known.requestedAt().toInstant(),
                call.expiresAt(),
                call.waitForOnline(),
                call.requestedBy(),
                call.payload());
    }

    private void send(Call call) {
        try {
            Acknowledged.send(kafka, List.of(call.toRecord()));
        } catch (KafkaException e) {
            throw new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Broker away",
                    "the command could not be handed over; it may still be sent",
                    null,
                    e);
        }
    }

    private static @Nullable Outcome await(CompletableFuture<Outcome> end, Duration wait) {
        try {
            return end.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome never fails", e);
        }
    }

    private static ResponseEntity<CommandView> accepted(Call call) {
        var view =
                new CommandView(
                        call.commandId(),
                        call.chargePointId(),
                        call.action().wireName(),
                        CommandStatus.PENDING,
                        call.requestedAt(),
                        null,
                        call.requestedBy(),
                        JSON.readTree(call.payload()),
                        null,
                        null);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/commands/" + call.commandId()))
                .body(view);
    }

    private static byte[] fingerprint(Call call) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(call.chargePointId().getBytes(UTF_8));
            digest.update((byte) 0);
            digest.update(call.action().wireName().getBytes(UTF_8));
            digest.update((byte) 0);
            return digest.digest(call.payload());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** UUIDv7: the time in front, so that ids of the ledger lie together. */
    static final class MessageIds {

        private MessageIds() {}

        static UUID next(Instant now) {
            var random = UUID.randomUUID();
            long most =
                    (now.toEpochMilli() << 16)
                            | 0x7000L
                            | (random.getMostSignificantBits() & 0x0FFFL);
            return new UUID(most, random.getLeastSignificantBits());
        }
    }
}
