package io.mainspring.firmware.job;

import io.mainspring.kit.web.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rules of the protocol for numbers and times that its schemas do not state. */
final class Numbers {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Numbers() {}

    static void notNegative(@Nullable Integer number, String pointer) {
        if (number != null && number < 0) {
            throw Problem.badRequest(pointer, "must not be negative");
        }
    }

    /** RFC 3339 has years of four digits; PostgreSQL's calendar ends later, but it does. */
    static void writable(@Nullable Instant time, String pointer) {
        if (time != null && (time.isBefore(FIRST) || !time.isBefore(END))) {
            throw Problem.badRequest(pointer, "must be in a year of four digits");
        }
    }

    static void positive(@Nullable Integer number, String pointer) {
        if (number != null && number <= 0) {
            throw Problem.badRequest(pointer, "must be greater than 0");
        }
    }
}
