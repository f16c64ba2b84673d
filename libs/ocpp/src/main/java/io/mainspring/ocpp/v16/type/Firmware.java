package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.Length;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where firmware is, when to fetch and install it, and what proves its origin. Security whitepaper
 * §6.
 */
public record Firmware(
        @Length(512) String location,
        Instant retrieveDateTime,
        @Nullable Instant installDateTime,
        @Length(5500) String signingCertificate,
        @Length(800) String signature) {}
