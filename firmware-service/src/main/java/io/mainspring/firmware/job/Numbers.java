package io.mainspring.firmware.job;

import io.mainspring.kit.web.Problem;
import org.jspecify.annotations.Nullable;

/** Rules of the protocol for numbers that its schemas do not state. */
final class Numbers {

    private Numbers() {}

    static void notNegative(@Nullable Integer number, String pointer) {
        if (number != null && number < 0) {
            throw Problem.badRequest(pointer, "must not be negative");
        }
    }

    static void positive(@Nullable Integer number, String pointer) {
        if (number != null && number <= 0) {
            throw Problem.badRequest(pointer, "must be greater than 0");
        }
    }
}
