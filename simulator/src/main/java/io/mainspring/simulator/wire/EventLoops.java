package io.mainspring.simulator.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The few threads that carry all links and timers of a process. */
public final class EventLoops implements AutoCloseable {

    private final MultiThreadIoEventLoopGroup group;

    public EventLoops(int threads) {
        group =
                new MultiThreadIoEventLoopGroup(
                        threads,
                        new DefaultThreadFactory("charge-points", true),
                        NioIoHandler.newFactory());
    }

    /** The loop for the next charge point: they are dealt out in turn. */
    public EventLoop next() {
        return (EventLoop) group.next();
    }

    /** Ends the threads at once; links that are still open are cut. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
