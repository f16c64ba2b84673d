package io.mainspring.simulator.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.simulator.wire.Closing;
import io.mainspring.simulator.wire.Dialer;
import io.mainspring.simulator.wire.EventLoops;
import io.mainspring.simulator.wire.Handshake;
import io.mainspring.simulator.wire.Link;
import io.mainspring.simulator.wire.LinkListener;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A charge point in the hands of a test.
 *
 * <pre>{@code
 * try (var chargePoint = ChargePoint.at(ocppUri).named("CP-7").connect()) {
 *     var boot = chargePoint.send(new BootNotification.Request(...));
 *     ...
 *     var reset = chargePoint.expect(Reset.Request.class);
 *     reset.answer(new Reset.Response(ResetStatus.ACCEPTED));
 * }
 * }</pre>
 *
 * <p>It sends nothing by itself and answers nothing by itself. All waiting ends after its patience.
 */
public final class ChargePoint implements AutoCloseable {

    private static final int NORMAL_CLOSURE = 1000;
    private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(15);

    private final Dialling dialling;
    private final Transcript transcript = new Transcript();
    private Link link;
    private CompletableFuture<Closing> closed;

    private ChargePoint(Dialling dialling) {
        this.dialling = dialling;
        closed = new CompletableFuture<>();
        link = dial(closed);
    }

    /** Who will dial; {@code endpoint} is the central system's address without the identity. */
    public static Dialling at(URI endpoint) {
        return new Dialling(endpoint);
    }

    private Link dial(CompletableFuture<Closing> closing) {
        try {
            return Dialer.dial(
                            Loops.SHARED.next(),
                            dialling.handshake(),
                            dialling.tls,
                            transcript.listener(closing),
                            HANDSHAKE_PATIENCE)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    public String identity() {
        return dialling.identity;
    }

    // ---- what it says

    /** Sends a CALL and waits for its CALLRESULT; see {@link Sent#await}. */
    public <R extends OcppResponse> R send(OcppRequest<R> request) {
        return submit(request).await();
    }

    /** Sends a CALL and does not wait. */
    public <R extends OcppResponse> Sent<R> submit(OcppRequest<R> request) {
        return submit(UUID.randomUUID().toString(), request);
    }

    /** Sends a CALL with this message id, used before or not. */
    public <R extends OcppResponse> Sent<R> submit(String uniqueId, OcppRequest<R> request) {
        return submit(uniqueId, Action.of(request), OcppCodec.strict().encode(request));
    }

    /** Sends a CALL of an action with a payload that may be wrong. */
    public <R extends OcppResponse> Sent<R> submit(String uniqueId, Action action, byte[] payload) {
        var took = new CompletableFuture<Duration>();
        var sentAt = System.nanoTime();
        var answer =
                link.call(new Frame.Call(uniqueId, action.wireName(), payload), dialling.patience);
        var recorded =
                answer.whenComplete((frame, lost) -> {
                    if (frame == null) {
                        took.completeExceptionally(lost);
                    } else {
                        var nanos = Duration.ofNanos(System.nanoTime() - sentAt);
                        transcript.answered(action, frame, nanos);
                        took.complete(nanos);
                    }
                });
        return new Sent<>(action, uniqueId, recorded, took);
    }

    /** Sends one text frame, whatever it says. What comes back is in {@link #awaitText}. */
    public void sendRaw(String text) {
        link.sendRaw(text);
    }

    // ---- what the central system says

    /**
     * Waits for a request of this type; others that came before stay for those who expect them.
     *
     * @throws AssertionError if none comes within the patience
     */
    public <R extends OcppResponse, T extends OcppRequest<R>> Asked<R, T> expect(Class<T> type) {
        return transcript.awaitRequest(type, dialling.patience);
    }

    /** Requests of the central system that nobody has expected so far, oldest first. */
    public List<OcppRequest<?>> unexpected() {
        return transcript.unexpected();
    }

    /** Text frames that answer nothing that was asked, answer it a second time, or are no frames at all. */
    public List<String> stray() {
        return transcript.stray();
    }

    /**
     * Waits for a text frame that contains this, among all frames since the first connection.
     *
     * @throws AssertionError if none comes within the patience
     */
    public String awaitText(String fragment) {
        return transcript.awaitText(fragment, dialling.patience);
    }

    /** Every text frame of the central system so far, as it came. */
    public List<String> texts() {
        return transcript.texts();
    }

    /** Every request and answer of the central system so far, with what it belongs to. */
    public List<Exchange> exchanges() {
        return transcript.exchanges();
    }

    /** Forgets all frames that have come so far, expected or not: what follows is what counts. */
    public void forget() {
        transcript.forget();
    }

    // ---- the connection

    /** Waits until the central system has closed, or the connection is gone. */
    public Closing awaitClosed() {
        try {
            return closed.get(dialling.patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the connection of " + identity() + " is still open", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** What the central system chose, exactly as it said so; null if it said nothing. */
    public @Nullable String subprotocol() {
        return link.subprotocol();
    }

    public boolean isOpen() {
        return link.isOpen();
    }

    /** Cuts the connection without a word and waits until it is gone. */
    public void abort() {
        link.abort();
        awaitClosed();
    }

    /** Dials again as before, whether or not the old connection is still open. */
    public ChargePoint reconnect() {
        closed = new CompletableFuture<>();
        link = dial(closed);
        return this;
    }

    /** Dials again with another key. */
    public ChargePoint reconnect(byte[] key) {
        dialling.key(key);
        return reconnect();
    }

    /** Dials again in another way, such as to another address or with another certificate. */
    public ChargePoint reconnect(Consumer<Dialling> change) {
        change.accept(dialling);
        return reconnect();
    }

    /** Says good-bye, and waits until the connection is gone. */
    @Override
    public void close() {
        if (link.isOpen()) {
            link.close(NORMAL_CLOSURE, "");
            awaitClosed();
        }
    }

    /** How the charge point will dial. */
    public static final class Dialling {
        private URI endpoint;
        private ClientTls tls = ClientTls.ofTheJdk();
        private String identity = "CP";
        private @Nullable String encodedIdentity;
        private @Nullable String basicUser;
        private byte @Nullable [] key;
        private List<String> subprotocolLines = List.of(Handshake.OCPP_1_6);
        private final List<Handshake.Header> headers = new ArrayList<>();
        private Duration patience = Duration.ofSeconds(10);

        private Dialling(URI endpoint) {
            this.endpoint = endpoint;
        }

        public Dialling named(String newIdentity) {
            identity = newIdentity;
            return this;
        }

        /** The last path segment exactly as it goes on the wire. */
        public Dialling path(String newEncodedIdentity) {
            encodedIdentity = newEncodedIdentity;
            return this;
        }

        /** Another address of the central system. */
        public Dialling endpoint(URI newEndpoint) {
            endpoint = newEndpoint;
            return this;
        }

        /** How it speaks TLS if the address is {@code wss}. */
        public Dialling tls(ClientTls newTls) {
            tls = newTls;
            return this;
        }

        /** No Basic authentication. */
        public Dialling withoutKey() {
            key = null;
            return this;
        }

        /** Basic authentication with the identity as user and these bytes as password. */
        public Dialling key(byte[] newKey) {
            key = newKey.clone();
            return this;
        }

        /** Basic authentication with a user that is not the identity. */
        public Dialling user(String newUser) {
            basicUser = newUser;
            return this;
        }

        /** The {@code Sec-WebSocket-Protocol} lines; none: no such header. */
        public Dialling subprotocols(String... lines) {
            subprotocolLines = Arrays.asList(lines);
            return this;
        }

        public Dialling header(String name, String value) {
            headers.add(new Handshake.Header(name, value));
            return this;
        }

        /** How long all waiting lasts; 10 s unless said otherwise, as the conformance tool waits. */
        public Dialling patience(Duration newPatience) {
            patience = newPatience;
            return this;
        }

        /**
         * Dials, and waits for the upgrade.
         *
         * @throws io.mainspring.simulator.wire.HandshakeRefused with the HTTP status of any other answer
         * @throws io.mainspring.simulator.wire.TlsRefused if it does not come to HTTP
         */
        public ChargePoint connect() {
            return new ChargePoint(this);
        }

        private Handshake handshake() {
            var handshake =
                    (encodedIdentity == null
                                    ? Handshake.of(endpoint, identity)
                                    : Handshake.at(endpoint, encodedIdentity))
                            .withSubprotocolLines(subprotocolLines);
            for (var header : headers) {
                handshake = handshake.withHeader(header.name(), header.value());
            }
            return key == null
                    ? handshake
                    : handshake.withBasic(basicUser == null ? identity : basicUser, key);
        }
    }

    /** Loaded with the first charge point; daemon threads, so nobody needs to end them. */
    private static final class Loops {
        static final EventLoops SHARED = new EventLoops(2);
    }

    /** What the central system has said over all connections of this charge point. */
    private static final class Transcript {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition more = lock.newCondition();
        private final List<String> texts = new ArrayList<>();
        private final List<Exchange> exchanges = new ArrayList<>();
        private final Deque<Waiting> requests = new ArrayDeque<>();
        private final List<String> stray = new ArrayList<>();

        private record Waiting(Link link, String uniqueId, OcppRequest<?> request) {}

        LinkListener listener(CompletableFuture<Closing> closing) {
            return new LinkListener() {
                @Override
                public void received(byte[] text) {
                    add(() -> texts.add(new String(text, UTF_8)));
                }

                @Override
                public void called(Link from, Frame.Call call) {
                    var action = Action.named(call.action()).orElseThrow();
                    var request =
                            OcppCodec.strict().decode(action.request(), call.payload()).message();
                    add(() -> {
                        exchanges.add(
                                new Exchange(
                                        action,
                                        Exchange.Kind.REQUEST,
                                        texts.getLast(),
                                        Duration.ZERO));
                        requests.add(new Waiting(from, call.uniqueId(), request));
                    });
                }

                @Override
                public void unexpected(Link from, byte[] text) {
                    add(() -> stray.add(new String(text, UTF_8)));
                }

                @Override
                public void closed(Link from, Closing how) {
                    closing.complete(how);
                }
            };
        }

        void answered(Action action, Frame frame, Duration took) {
            var kind =
                    frame instanceof Frame.CallError ? Exchange.Kind.ERROR : Exchange.Kind.RESPONSE;
            add(() ->
                    texts.stream()
                            .filter(text -> text.contains('"' + frame.uniqueId() + '"'))
                            .reduce((_, last) -> last)
                            .ifPresent(
                                    text -> exchanges.add(new Exchange(action, kind, text, took))));
        }

        private void add(Runnable addition) {
            lock.lock();
            try {
                addition.run();
                more.signalAll();
            } finally {
                lock.unlock();
            }
        }

        <R extends OcppResponse, T extends OcppRequest<R>> Asked<R, T> awaitRequest(
                Class<T> type, Duration patience) {
            return await(
                    () -> {
                        for (var waiting : requests) {
                            if (type.isInstance(waiting.request())) {
                                requests.remove(waiting);
                                return new Asked<>(
                                        waiting.link(),
                                        waiting.uniqueId(),
                                        type.cast(waiting.request()));
                            }
                        }
                        return null;
                    },
                    type.getName(),
                    patience);
        }

        String awaitText(String fragment, Duration patience) {
            return await(
                    () ->
                            texts.stream()
                                    .filter(text -> text.contains(fragment))
                                    .findFirst()
                                    .orElse(null),
                    fragment,
                    patience);
        }

        private <V> V await(Look<V> look, String what, Duration patience) {
            lock.lock();
            try {
                var left = patience.toNanos();
                var found = look.find();
                while (found == null) {
                    if (left <= 0) {
                        throw new AssertionError(what + " did not come; there came " + texts);
                    }
                    left = more.awaitNanos(left);
                    found = look.find();
                }
                return found;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            } finally {
                lock.unlock();
            }
        }

        List<OcppRequest<?>> unexpected() {
            return copied(() -> {
                var all = new ArrayList<OcppRequest<?>>();
                for (var waiting : requests) {
                    all.add(waiting.request());
                }
                return all;
            });
        }

        List<String> texts() {
            return copied(() -> List.copyOf(texts));
        }

        List<String> stray() {
            return copied(() -> List.copyOf(stray));
        }

        void forget() {
            add(() -> {
                texts.clear();
                exchanges.clear();
                requests.clear();
                stray.clear();
            });
        }

        List<Exchange> exchanges() {
            return copied(() -> List.copyOf(exchanges));
        }

        private <V> V copied(Supplier<V> copy) {
            lock.lock();
            try {
                return copy.get();
            } finally {
                lock.unlock();
            }
        }

        @FunctionalInterface
        private interface Look<V> {
            @Nullable V find();
        }
    }
}
