package io.mainspring.gateway.connection;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.Result;
import io.mainspring.gateway.handshake.ClientCertificate;
import io.mainspring.gateway.handshake.Proof;
import io.mainspring.gateway.pipe.ChargePointPipe;
import io.mainspring.gateway.pipe.CloseReason;
import io.mainspring.gateway.pipe.Outputs;
import io.mainspring.gateway.pipe.UnreadableFrame;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.AbortedException;

/**
 * One accepted WebSocket: carries frames between Netty and the pipe, reads no faster than the
 * charge point may talk and than it takes our answers, and finds out when nobody is there any more.
 *
 * <p>Everything happens on the channel's event loop, save what is said to be callable from anywhere.
 */
final class ChargePointConnection extends BaseSubscriber<WebSocketFrame> implements Outputs {

    static final long NO_EPOCH = -1;

    private static final Logger log = LoggerFactory.getLogger(ChargePointConnection.class);
    private static final long ANNOUNCE_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long CLOSING_NANOS = Duration.ofSeconds(3).toNanos();

    /** Place in the list of the event loop's ticks. */
    int slot;

    private final Connections house;
    private final Channel channel;
    private final String chargePointId;
    private final Proof proof;
    private final @Nullable String forwardedFor;
    private final Instant acceptedAt;
    private final ChargePointPipe pipe;
    private final FrameBudget budget;

    private long heardAt;
    private long pingedAt;
    private boolean throttled;
    private boolean keyIsOutdated;
    private long outdatedAt;
    private @Nullable CloseReason closing;
    private long closingAt;
    private @Nullable String peerSaid;

    private long epoch = NO_EPOCH;
    private boolean announcing;
    private boolean announced;
    private long announceAt;
    private long announcedAtOffset = NO_EPOCH;
    private long overwrittenAtOffset = NO_EPOCH;
    private boolean gone;
    private volatile boolean ending;

    ChargePointConnection(
            Connections house,
            Channel channel,
            String chargePointId,
            Proof proof,
            @Nullable Admission admission,
            @Nullable String forwardedFor) {
        this.house = house;
        this.channel = channel;
        this.chargePointId = chargePointId;
        this.proof = proof;
        this.forwardedFor = forwardedFor;
        this.acceptedAt = house.clock().instant();
        long now = house.clock().nanos();
        this.budget =
                new FrameBudget(house.settings().framesPerSecond(), house.settings().burst(), now);
        this.heardAt = now;
        this.pingedAt = now;
        this.pipe = house.pipes().open(chargePointId, admission, this);
    }

    EventLoop eventLoop() {
        return channel.eventLoop();
    }

    String chargePointId() {
        return chargePointId;
    }

    int securityProfile() {
        return proof.securityProfile();
    }

    ClientCertificate.@Nullable Id certificate() {
        return proof.certificate();
    }

    @Nullable String certificateSerialNumber() {
        var certificate = proof.certificate();
        return certificate == null ? null : certificate.serialNumber().toString(16);
    }

    @Nullable String keySalt() {
        var key = proof.key();
        return key == null ? null : key.salt();
    }

    Instant acceptedAt() {
        return acceptedAt;
    }

    String remoteAddress() {
        return forwardedFor != null
                ? forwardedFor
                : String.valueOf(channel.remoteAddress()).replaceFirst("^[^/]*/", "");
    }

    /** Once announced: the offset of the connection's record. */
    long epoch() {
        return epoch;
    }

    /** Callable from anywhere. */
    void deliver(Delivery delivery) {
        onLoop(() -> pipe.delivered(delivery));
    }

    /** Callable from anywhere. */
    void admit(Admission admission) {
        onLoop(() -> {
            pipe.admitted(admission);
            if (proof.isBelow(admission)) {
                close(CloseReason.OUTGROWN_PROFILE);
            } else if (proof.isKeyOf(admission)) {
                keyIsOutdated = false;
            } else if (!keyIsOutdated) {
                keyIsOutdated = true;
                outdatedAt = house.clock().nanos();
            }
        });
    }

    /** Callable from anywhere; false if that has been done before. */
    boolean end(CloseReason reason) {
        boolean first = !ending;
        ending = true;
        onLoop(() -> close(reason));
        return first;
    }

    /**
     * A record that says this charge point is gone has been written. Callable from anywhere.
     *
     * @param endedEpoch the connection that it speaks of
     */
    void overwritten(long offset, long endedEpoch) {
        onLoop(() -> {
            if (epoch == NO_EPOCH || endedEpoch < epoch) {
                overwrittenAtOffset = Math.max(overwrittenAtOffset, offset);
                announceIfOverwritten();
            }
        });
    }

    /** About to be announced: nothing more is to be done until Kafka has answered. */
    void announcing() {
        announcing = true;
    }

    /**
     * Kafka's answer to the announcement.
     *
     * @param offset of the record, {@link #NO_EPOCH} if it may not be there
     */
    void announced(long offset) {
        announcing = false;
        announced = offset != NO_EPOCH;
        announceAt = house.clock().nanos() + ANNOUNCE_AGAIN_NANOS;
        if (announced) {
            announcedAtOffset = offset;
            if (epoch == NO_EPOCH) {
                epoch = offset;
                pipe.connected(epoch);
            }
        }
        if (gone) {
            house.forget(this);
        } else {
            announceIfOverwritten();
        }
    }

    private void announceIfOverwritten() {
        if (announced && !announcing && overwrittenAtOffset > announcedAtOffset) {
            house.announce(this);
        }
    }

    void tick() {
        long now = house.clock().nanos();
        if (closing != null) {
            if (now - closingAt > CLOSING_NANOS) {
                cut();
            }
            return;
        }
        pipe.tick();
        long interval = house.settings().pingInterval().toNanos();
        if (now - heardAt > 2 * interval) {
            close(CloseReason.SILENT);
            return;
        }
        if (keyIsOutdated && now - outdatedAt >= house.settings().keyGrace().toNanos()) {
            close(CloseReason.OUTDATED_KEY);
            return;
        }
        if (now - pingedAt >= interval) {
            pingedAt = now;
            write(new PingWebSocketFrame());
        }
        if (throttled) {
            readOn(now);
        }
        if (!announced && !announcing && now - announceAt >= 0) {
            house.announce(this);
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscription.request(1);
    }

    @Override
    protected void hookOnNext(WebSocketFrame frame) {
        if (closing != null) {
            return;
        }
        long now = house.clock().nanos();
        heardAt = now;
        budget.take();
        switch (frame) {
            case TextWebSocketFrame text -> pipe.received(ByteBufUtil.getBytes(text.content()));
            case BinaryWebSocketFrame _ -> close(CloseReason.BINARY);
            case PingWebSocketFrame ping -> write(new PongWebSocketFrame(ping.content().retain()));
            default -> {} // a pong has said all by coming; closing is Netty's business
        }
        readOn(now);
    }

    @Override
    protected void hookOnError(Throwable error) {
        switch (error) {
            case TooLongFrameException _ -> close(CloseReason.TOO_BIG);
            // Netty has sent its close frame already
            case CorruptedWebSocketFrameException _ -> peerSaid = "frame violates RFC 6455";
            case IOException _, AbortedException _ -> cut(); // the peer is gone
            default -> {
                log.error("connection failed chargePoint={}", chargePointId, error);
                cut();
            }
        }
    }

    void peerClosed(WebSocketCloseStatus status) {
        if (closing == null) {
            peerSaid = "closed by the charge point: " + status.code();
        }
    }

    /** The socket is gone, whatever the reason. Called once. */
    void socketClosed() {
        gone = true;
        pipe.ended();
        if (!announcing) {
            house.forget(this);
        } // else: when it is known which epoch has ended
    }

    /** Why the socket is gone, in words for operators. */
    String endReason() {
        if (closing != null) {
            return closing.text();
        }
        return peerSaid == null ? "connection lost" : peerSaid;
    }

    /** Whether others know already that this connection does not count any more. */
    boolean wasReplaced() {
        return closing == CloseReason.REPLACED;
    }

    private void readOn(long now) {
        throttled = !budget.hasTokens(now) || !channel.isWritable();
        if (!throttled && closing == null) {
            request(1);
        }
    }

    @Override
    public void send(byte[] frame) {
        write(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame)));
    }

    @Override
    public void publish(long ticket, Request request) {
        publish(ticket, request.toRecord());
    }

    @Override
    public void publish(long ticket, UnreadableFrame frame) {
        publish(ticket, UnreadableFrames.toRecord(frame));
    }

    @Override
    public void publish(Result result) {
        house.producer()
                .send(
                        result.toRecord(),
                        (metadata, failure) -> {
                            if (failure != null) {
                                log.warn(
                                        "answer lost chargePoint={} uniqueId={} reason={}",
                                        chargePointId,
                                        result.uniqueId(),
                                        failure.toString());
                            }
                        });
    }

    private void publish(long ticket, ProducerRecord<String, byte[]> record) {
        house.producer()
                .send(
                        record,
                        (metadata, failure) ->
                                onLoop(() -> pipe.published(ticket, failure == null)));
    }

    @Override
    public void close(CloseReason reason) {
        if (closing != null) {
            return;
        }
        closing = reason;
        closingAt = house.clock().nanos();
        pipe.ended();
        log.info(
                "connection closed by gateway chargePoint={} code={} reason={}",
                chargePointId,
                reason.code(),
                reason.text());
        if (reason == CloseReason.SILENT) {
            cut(); // nobody would answer a close frame
            return;
        }
        write(new CloseWebSocketFrame(reason.code(), reason.text()));
        if (channel.pipeline().get(NettyPipeline.ReactiveBridge) != null) { // else it is gone
            channel.pipeline()
                    .addBefore(
                            NettyPipeline.ReactiveBridge,
                            "closingHandshake",
                            ClosingHandshake.INSTANCE);
        }
    }

    /** A write that fails ends the connection, and that is told elsewhere. */
    private void write(WebSocketFrame frame) {
        var _ = channel.writeAndFlush(frame);
    }

    private void cut() {
        var _ = channel.close();
    }

    private void onLoop(Runnable task) {
        house.onLoop(eventLoop(), task);
    }
}
