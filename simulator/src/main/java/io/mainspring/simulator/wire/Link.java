package io.mainspring.simulator.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.ocpp.frame.Frame;
import io.mainspring.ocpp.frame.FrameViolation;
import io.mainspring.ocpp.frame.Frames;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One open WebSocket to the central system.
 *
 * <p>Methods may be called from any thread; frames leave in the order of the calls of one thread. Futures complete on
 * the link's event loop. Several CALLs may be outstanding: whoever wants one at a time keeps to that himself.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a failed write closes the channel, and that is heard
public final class Link {

    private static final int PATIENCE_WITH_GOODBYES_SECONDS = 3;

    private final Channel channel;
    private final @Nullable String subprotocol;
    private final LinkListener listener;
    private final Map<String, Outstanding> outstanding = new HashMap<>(); // event loop only
    private boolean saidGoodbye; // event loop only

    Link(Channel channel, @Nullable String subprotocol, LinkListener listener) {
        this.channel = channel;
        this.subprotocol = subprotocol;
        this.listener = listener;
    }

    /**
     * Sends a CALL and waits for its answer.
     *
     * @return the {@link Frame.CallResult} or {@link Frame.CallError}; exceptionally {@link CallUnanswered}
     */
    public CompletableFuture<Frame> call(Frame.Call call, Duration patience) {
        var answer = new CompletableFuture<Frame>();
        if (loop().inEventLoop()) {
            write(call, answer, patience);
        } else {
            loop().execute(() -> write(call, answer, patience));
        }
        return answer;
    }

    private void write(Frame.Call call, CompletableFuture<Frame> answer, Duration patience) {
        if (!channel.isActive()) {
            answer.completeExceptionally(unanswered(call, CallUnanswered.Cause.LINK_CLOSED));
            return;
        }
        var deadline =
                loop().schedule(
                                () -> {
                                    outstanding.remove(call.uniqueId());
                                    answer.completeExceptionally(
                                            unanswered(call, CallUnanswered.Cause.TIMED_OUT));
                                },
                                patience.toMillis(),
                                TimeUnit.MILLISECONDS);
        outstanding.put(call.uniqueId(), new Outstanding(call, answer, deadline));
        send(Frames.write(call));
    }

    /** Sends an answer. */
    public void send(Frame answer) {
        send(Frames.write(answer));
    }

    /** Sends one text frame, whatever it says. */
    public void sendRaw(String text) {
        send(text.getBytes(UTF_8));
    }

    private void send(byte[] text) {
        channel.writeAndFlush(
                new TextWebSocketFrame(Unpooled.wrappedBuffer(text)), channel.voidPromise());
    }

    public void ping() {
        channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }

    /** Says good-bye; the connection ends when the other side has said so too, or does not within a few seconds. */
    public void close(int code, String reason) {
        loop().execute(() -> {
            saidGoodbye = true;
            channel.writeAndFlush(new CloseWebSocketFrame(code, reason), channel.voidPromise());
            loop().schedule(
                            () -> channel.close(),
                            PATIENCE_WITH_GOODBYES_SECONDS,
                            TimeUnit.SECONDS);
        });
    }

    /** Whether a close frame of the other side is the answer to ours. */
    boolean saidGoodbye() {
        return saidGoodbye;
    }

    /** Cuts the connection without a close frame, as a power failure does. */
    public void abort() {
        channel.close();
    }

    /** The {@code Sec-WebSocket-Protocol} of the upgrade exactly as it came; null if there was none. */
    public @Nullable String subprotocol() {
        return subprotocol;
    }

    public boolean isOpen() {
        return channel.isActive();
    }

    private EventLoop loop() {
        return channel.eventLoop();
    }

    void read(byte[] text) {
        listener.received(text);
        Frame frame;
        try {
            frame = Frames.read(text);
        } catch (FrameViolation _) {
            listener.unexpected(this, text);
            return;
        }
        if (frame instanceof Frame.Call call) {
            listener.called(this, call);
            return;
        }
        var awaited = outstanding.remove(frame.uniqueId());
        if (awaited == null) {
            listener.unexpected(this, text);
        } else {
            awaited.deadline().cancel(false);
            awaited.answer().complete(frame);
        }
    }

    void ended(Closing closing) {
        var lost = List.copyOf(outstanding.values());
        outstanding.clear();
        for (var call : lost) {
            call.deadline().cancel(false);
            call.answer()
                    .completeExceptionally(
                            unanswered(call.call(), CallUnanswered.Cause.LINK_CLOSED));
        }
        listener.closed(this, closing);
    }

    private static CallUnanswered unanswered(Frame.Call call, CallUnanswered.Cause why) {
        return new CallUnanswered(call.action(), why);
    }

    private record Outstanding(
            Frame.Call call, CompletableFuture<Frame> answer, Future<?> deadline) {}
}
