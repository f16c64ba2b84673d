package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.Length;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a log goes to and which time it covers. Security whitepaper §6. */
public record LogParameters(
        @Length(512) String remoteLocation,
        @Nullable Instant oldestTimestamp,
        @Nullable Instant latestTimestamp) {}
