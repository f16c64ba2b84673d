package io.mainspring.ocpp.codec;

/**
 * Says on the fast path that a payload is not as the specification wants it; the slow path then
 * finds out why. Has no stack trace and no message, so it costs next to nothing.
 */
final class Unfit extends RuntimeException {

    Unfit() {
        super(null, null, false, false);
    }
}
