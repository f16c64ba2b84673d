package io.mainspring.gateway.connection;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.ConnectionNotice;
import io.mainspring.contracts.ConnectionNotice.State;
import io.mainspring.contracts.Delivery;
import io.mainspring.gateway.admission.Admissions.AdmissionChanges;
import io.mainspring.gateway.broker.GatewayProducer;
import io.mainspring.gateway.handshake.ClientCertificate;
import io.mainspring.gateway.handshake.Proof;
import io.mainspring.gateway.pipe.CloseReason;
import io.mainspring.gateway.pipe.DroppedDelivery;
import io.mainspring.gateway.pipe.PipeClock;
import io.mainspring.gateway.pipe.Pipes;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.FutureMono;
import reactor.netty.http.websocket.WebsocketInbound;

/**
 * The present connection of each charge point at this gateway. A newer one takes the place of an
 * older one at once, and nothing that the older one still does can touch it.
 *
 * <p>Everything said about a charge point on {@code ocpp.connections} is said while its entry is
 * held, so the records of this gateway have the order in which its sockets followed each other.
 * Thread-safe. See docs/adr/0003 for how a stale record of another gateway is put right.
 */
public final class Connections implements AdmissionChanges {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    private final ConcurrentHashMap<String, ChargePointConnection> present =
            new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final EventLoopTicks ticks = new EventLoopTicks();
    private final GatewayProducer producer;
    private final Pipes pipes;
    private final ConnectionSettings settings;

    public Connections(GatewayProducer producer, Pipes pipes, ConnectionSettings settings) {
        this.producer = producer;
        this.pipes = pipes;
        this.settings = settings;
    }

    /**
     * Takes over a WebSocket that has just been opened; to be called on its event loop.
     *
     * @param chargePointId canonical spelling
     * @param admission null for an unknown charge point that is let in all the same
     * @param forwardedFor where it dials from, if that is not the socket's own address
     * @return completes when the socket is closed
     */
    public Publisher<Void> accept(
            Channel channel,
            WebsocketInbound inbound,
            String chargePointId,
            Proof proof,
            @Nullable Admission admission,
            @Nullable String forwardedFor) {
        var connection =
                new ChargePointConnection(
                        this, channel, chargePointId, proof, admission, forwardedFor);
        open.incrementAndGet();
        ticks.add(connection);
        var _ = channel.closeFuture().addListener(_ -> closed(connection));
        var replaced = replacedBy(connection);
        if (replaced != null) {
            var _ = replaced.end(CloseReason.REPLACED);
        }
        log.debug(
                "connected chargePoint={} securityProfile={} remoteAddress={}",
                chargePointId,
                proof.securityProfile(),
                connection.remoteAddress());
        var _ = inbound.receiveCloseStatus().subscribe(connection::peerClosed);
        inbound.aggregateFrames(settings.frameBytes()).receiveFrames().subscribe(connection);
        return FutureMono.from(channel.closeFuture());
    }

    /** How many sockets are open, replaced ones that are still closing included. */
    public int open() {
        return open.get();
    }

    /** Hands a delivery to the connection that it is for; drops it if that is not here. */
    public void deliver(Delivery delivery) {
        var connection = present.get(key(delivery.chargePointId()));
        if (connection == null) {
            pipes.meter().dropped(DroppedDelivery.STALE);
        } else {
            connection.deliver(delivery);
        }
    }

    @Override
    public void admitted(Admission admission) {
        pipes.admitted(admission);
        var connection = present.get(key(admission.chargePointId()));
        if (connection != null) {
            connection.admit(admission);
        }
    }

    @Override
    public void forgotten(String chargePointId) {
        var connection = present.get(key(chargePointId));
        if (connection != null) {
            var _ = connection.end(CloseReason.NOT_ADMITTED);
        }
    }

    /** Ends the connections that have come with a certificate of which this is true. */
    public void revoked(Predicate<ClientCertificate.Id> revoked) {
        for (var connection : present.values()) {
            var certificate = connection.certificate();
            if (certificate != null && revoked.test(certificate)) {
                var _ = connection.end(CloseReason.CERTIFICATE_REVOKED);
            }
        }
    }

    /** Begins to close at most that many of the connections that are not closing yet. */
    public void close(int atMost, CloseReason reason) {
        int left = atMost;
        for (var connection : present.values()) {
            if (left == 0) {
                return;
            }
            if (connection.end(reason)) {
                left--;
            }
        }
    }

    /** A record that ends an older connection has been written over a present one's. */
    void overwritten(String chargePointId, long offset, long endedEpoch) {
        var connection = present.get(key(chargePointId));
        if (connection != null) {
            connection.overwritten(offset, endedEpoch);
        }
    }

    /** Announces a connection, if it is still the present one. */
    void announce(ChargePointConnection connection) {
        present.computeIfPresent(
                key(connection.chargePointId()),
                (_, current) -> {
                    if (current == connection) {
                        sendConnected(connection);
                    }
                    return current;
                });
    }

    /** Takes a connection out whose socket is gone, and says so, unless a newer one is here. */
    void forget(ChargePointConnection connection) {
        present.computeIfPresent(
                key(connection.chargePointId()),
                (_, current) -> {
                    if (current != connection) {
                        return current;
                    }
                    if (connection.epoch() != ChargePointConnection.NO_EPOCH
                            && !connection.wasReplaced()) {
                        sendDisconnected(ended(connection), connection.eventLoop());
                    }
                    return null;
                });
    }

    /** Says that a connection of an earlier life of this gateway is gone. */
    void disownOrphan(ConnectionNotice notice, long epoch) {
        var ended =
                new ConnectionNotice(
                        notice.chargePointId(),
                        State.DISCONNECTED,
                        notice.partition(),
                        notice.gateway(),
                        epoch,
                        pipes.clock().instant(),
                        notice.securityProfile(),
                        notice.remoteAddress(),
                        "gateway restarted");
        producer.send(
                ended.toRecord(),
                (metadata, failure) -> {
                    if (failure != null) {
                        log.warn(
                                "orphan not announced chargePoint={} reason={}",
                                ended.chargePointId(),
                                failure.toString());
                    }
                });
    }

    String gateway() {
        return settings.gateway();
    }

    GatewayProducer producer() {
        return producer;
    }

    Pipes pipes() {
        return pipes;
    }

    PipeClock clock() {
        return pipes.clock();
    }

    ConnectionSettings settings() {
        return settings;
    }

    /** Runs a task on a connection's loop; after the loop's end there is nothing left to do. */
    void onLoop(EventLoop loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("task after the end of its event loop reason={}", e.toString());
        }
    }

    private void closed(ChargePointConnection connection) {
        open.decrementAndGet();
        ticks.remove(connection);
        connection.socketClosed();
        log.debug(
                "disconnected chargePoint={} epoch={} reason={}",
                connection.chargePointId(),
                connection.epoch(),
                connection.endReason());
    }

    private @Nullable ChargePointConnection replacedBy(ChargePointConnection connection) {
        var replaced = new @Nullable ChargePointConnection[1];
        present.compute(
                key(connection.chargePointId()),
                (_, earlier) -> {
                    replaced[0] = earlier;
                    sendConnected(connection);
                    return connection;
                });
        return replaced[0];
    }

    /** On the connection's event loop, with its entry held. */
    private void sendConnected(ChargePointConnection connection) {
        connection.announcing();
        var notice =
                new ConnectionNotice(
                        connection.chargePointId(),
                        State.CONNECTED,
                        pipes.partition().getAsInt(),
                        settings.gateway(),
                        connection.epoch() == ChargePointConnection.NO_EPOCH
                                ? null
                                : connection.epoch(),
                        connection.acceptedAt(),
                        connection.securityProfile(),
                        connection.remoteAddress(),
                        null,
                        connection.certificateSerialNumber(),
                        connection.keySalt());
        producer.send(
                notice.toRecord(),
                (metadata, failure) ->
                        onLoop(
                                connection.eventLoop(),
                                () ->
                                        connection.announced(
                                                failure == null
                                                        ? metadata.offset()
                                                        : ChargePointConnection.NO_EPOCH)));
    }

    private ConnectionNotice ended(ChargePointConnection connection) {
        return new ConnectionNotice(
                connection.chargePointId(),
                State.DISCONNECTED,
                pipes.partition().getAsInt(),
                settings.gateway(),
                connection.epoch(),
                pipes.clock().instant(),
                connection.securityProfile(),
                connection.remoteAddress(),
                connection.endReason());
    }

    /** With the charge point's entry held. Tried again until Kafka has it or a newer one is here. */
    private void sendDisconnected(ConnectionNotice notice, EventLoop loop) {
        producer.send(
                notice.toRecord(),
                (metadata, failure) -> {
                    if (failure != null) {
                        onLoop(loop, () -> disconnectedAgain(notice, loop));
                    }
                });
    }

    private void disconnectedAgain(ConnectionNotice notice, EventLoop loop) {
        if (loop.isShuttingDown()) {
            return;
        }
        var _ =
                loop.schedule(
                        () ->
                                present.compute(
                                        key(notice.chargePointId()),
                                        (_, current) -> {
                                            if (current == null) {
                                                sendDisconnected(notice, loop);
                                            }
                                            return current;
                                        }),
                        1,
                        TimeUnit.SECONDS);
    }

    private static String key(String chargePointId) {
        return chargePointId.toLowerCase(Locale.ROOT);
    }
}
