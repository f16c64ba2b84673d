package io.mainspring.benchmarks.load;

import io.mainspring.ocpp.frame.Frame;
import io.mainspring.simulator.wire.ClientTls;
import io.mainspring.simulator.wire.Closing;
import io.mainspring.simulator.wire.Dialer;
import io.mainspring.simulator.wire.EventLoops;
import io.mainspring.simulator.wire.Handshake;
import io.mainspring.simulator.wire.Link;
import io.mainspring.simulator.wire.LinkListener;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Connections over which nothing is said: what each of them costs the platform in memory. */
final class IdlePhase {

    private static final int PER_SECOND = 1_000;

    /** Both ends of a TLS handshake cost this machine: more is a storm, which is another phase. */
    private static final int PER_SECOND_BY_TLS = 100;

    private static final int CLOSED_PER_LOOP_AT_ONCE = 500;
    private static final int CLASSES_TOLD = 12;
    private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final double KIB = 1024;

    private final Instance instance;
    private final Report report;
    private final Queue<Link> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger dialled = new AtomicInteger();
    private final LongAdder lost = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    IdlePhase(Instance instance, Report report) {
        this.instance = instance;
        this.report = report;
    }

    /**
     * Heap bytes per connection, or not a number if the platform's JVM is not known.
     *
     * @param securityProfile 0: of charge points that nobody knows; 2 or 3: by TLS
     */
    double run(int connections, int securityProfile) throws InterruptedException, IOException {
        var known =
                securityProfile == 0
                        ? null
                        : Registered.all(
                                instance, report, Names.IDLE_PREFIX, connections, securityProfile);
        var jvm = instance.process().map(PlatformJvm::new).orElse(null);
        try (var loops = new EventLoops(2)) {
            var heapBefore = jvm == null ? null : jvm.liveObjects();
            long residentBefore = jvm == null ? 0 : jvm.residentBytes();
            long begin = System.nanoTime();
            int perSecond = securityProfile < 2 ? PER_SECOND : PER_SECOND_BY_TLS;
            dial(connections, perSecond, loops, known);
            Waiting.until(
                    () -> dialled.get() == connections,
                    Duration.ofSeconds(connections / perSecond).plusMinutes(2),
                    STEP);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Waiting.pause(SETTLE);
            report.figure(
                    "connections",
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d open after %.1f s, %,d lost again",
                            stillOpen(),
                            connections,
                            seconds,
                            lost.sum()));
            report.failures(failureCounts());
            double bytes = Double.NaN;
            if (jvm != null && heapBefore != null && stillOpen() > 0) {
                bytes = tell(heapBefore, jvm.liveObjects(), jvm.residentBytes() - residentBefore);
            } else {
                report.figure("heap", "not measured: the platform's process is not known");
            }
            hangUp();
            return bytes;
        }
    }

    private void dial(
            int connections, int perSecond, EventLoops loops, @Nullable List<Registered> known) {
        for (int i = 0; i < connections; i++) {
            var loop = loops.next();
            var handshake =
                    known == null
                            ? Handshake.of(
                                    instance.addresses().ocpp(),
                                    Names.chargePoint(Names.IDLE_PREFIX, i + 1))
                            : known.get(i).handshake(instance);
            var tls = known == null ? ClientTls.ofTheJdk() : known.get(i).client();
            var _ =
                    loop.schedule(
                            () -> dial(loop, handshake, tls),
                            i * 1_000_000L / perSecond,
                            TimeUnit.MICROSECONDS);
        }
    }

    private void dial(EventLoop loop, Handshake handshake, ClientTls tls) {
        var _ =
                Dialer.dial(loop, handshake, tls, new Silent(), HANDSHAKE_PATIENCE)
                        .whenComplete(this::dialled);
    }

    private void dialled(Link link, Throwable failure) {
        if (failure == null) {
            open.add(link);
        } else {
            failures.computeIfAbsent(String.valueOf(failure.getMessage()), _ -> new LongAdder())
                    .increment();
        }
        dialled.incrementAndGet();
    }

    private Map<String, Long> failureCounts() {
        var counts = new TreeMap<String, Long>();
        failures.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    private double tell(HeapHistogram before, HeapHistogram after, long residentGrowth) {
        double count = stillOpen();
        double bytes = (after.bytes() - before.bytes()) / count;
        report.figure(
                "live heap",
                String.format(
                        Locale.ROOT,
                        "%.1f MiB before, %.1f MiB after: %.1f KiB per connection",
                        before.bytes() / KIB / KIB,
                        after.bytes() / KIB / KIB,
                        bytes / KIB));
        report.figure(
                "resident memory",
                String.format(
                        Locale.ROOT,
                        "%.1f KiB more per connection (free heap included)",
                        residentGrowth / count / KIB));
        report.line("  what grew, bytes per connection:");
        for (var growth : after.growthSince(before, CLASSES_TOLD)) {
            report.line(
                    String.format(
                            Locale.ROOT,
                            "    %,8.0f  %s",
                            growth.getValue() / count,
                            growth.getKey()));
        }
        return bytes;
    }

    private long stillOpen() {
        return open.stream().filter(Link::isOpen).count();
    }

    private void hangUp() throws InterruptedException {
        int closed = 0;
        for (var link : List.copyOf(open)) {
            link.close(1000, "");
            if (++closed % CLOSED_PER_LOOP_AT_ONCE == 0) {
                Waiting.pause(STEP);
            }
        }
        Waiting.until(() -> open.stream().noneMatch(Link::isOpen), Duration.ofSeconds(20), STEP);
    }

    /** A charge point that only keeps its connection. */
    private final class Silent implements LinkListener {

        @Override
        public void called(Link link, Frame.Call call) {
            link.send(
                    new Frame.CallError(
                            call.uniqueId(), "NotSupported", "", new byte[] {'{', '}'}));
        }

        @Override
        public void closed(Link link, Closing closing) {
            lost.increment();
        }
    }
}
