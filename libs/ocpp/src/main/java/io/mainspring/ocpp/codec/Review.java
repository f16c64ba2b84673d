package io.mainspring.ocpp.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One slow pass over a payload: keeps the place, collects the repairs, and remembers the most basic
 * of the violations that remain. Not for use by several threads.
 */
final class Review {

    private final boolean tolerant;
    private final Deque<String> place = new ArrayDeque<>();
    private final Set<Repair> repairs = new LinkedHashSet<>();
    private @Nullable OcppViolation worst;

    Review(boolean tolerant) {
        this.tolerant = tolerant;
    }

    boolean isTolerant() {
        return tolerant;
    }

    /** Reviews what stands under a field's name or an element's index. */
    <T extends @Nullable Object> T under(String token, Supplier<T> step) {
        place.addLast(token);
        try {
            return step.get();
        } finally {
            place.removeLast();
        }
    }

    void repaired(Repair rule) {
        repairs.add(rule);
    }

    void violates(OcppErrorCode code, String reason) {
        if (worst == null || rank(code) < rank(worst.code())) {
            var path = new StringBuilder();
            place.forEach(token -> path.append(Pointers.step(token)));
            worst = new OcppViolation(code, path.toString(), reason);
        }
    }

    /** What is wrong beyond repair, null if nothing is. */
    @Nullable OcppViolation violation() {
        return worst;
    }

    List<Repair> repairs() {
        return List.copyOf(repairs);
    }

    boolean correctsThePayload() {
        return repairs.stream().anyMatch(Repair::corrects);
    }

    /** A reader without the fields can say nothing about types, one without types nothing more. */
    private static int rank(OcppErrorCode code) {
        return switch (code) {
            case FORMATION_VIOLATION -> 0;
            case OCCURRENCE_CONSTRAINT_VIOLATION -> 1;
            case TYPE_CONSTRAINT_VIOLATION -> 2;
            case PROPERTY_CONSTRAINT_VIOLATION -> 3;
            case NOT_IMPLEMENTED,
                    NOT_SUPPORTED,
                    INTERNAL_ERROR,
                    PROTOCOL_ERROR,
                    SECURITY_ERROR,
                    GENERIC_ERROR ->
                    throw new AssertionError("says nothing about a payload: " + code);
        };
    }
}
