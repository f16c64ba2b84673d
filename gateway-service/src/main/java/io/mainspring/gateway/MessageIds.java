package io.mainspring.gateway;

import io.mainspring.gateway.pipe.PipeClock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** UUIDv7 (RFC 9562 §5.7): sorts by time. These ids name records and guard nothing. */
final class MessageIds implements Supplier<UUID> {

    private final PipeClock clock;

    MessageIds(PipeClock clock) {
        this.clock = clock;
    }

    @Override
    public UUID get() {
        var random = ThreadLocalRandom.current();
        long most = (clock.instant().toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000);
        long least = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
