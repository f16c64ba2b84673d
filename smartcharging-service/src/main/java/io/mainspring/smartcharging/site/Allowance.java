package io.mainspring.smartcharging.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a connector may draw and until when, as a TxProfile says it. Its limits never rise: a charge point that is late
 * draws more than one that is on time, never less, so the worst case is its clock being slow.
 *
 * @param steps at least one; times rise, limits fall; the last one goes on for ever
 */
record Allowance(List<Step> steps) {

    /**
     * @param tenths of an ampere per phase
     */
    record Step(Instant from, long tenths) {}

    Allowance {
        steps = List.copyOf(steps);
    }

    /** The limit at an instant of the charge point's own clock. */
    long at(Instant instant) {
        long tenths = steps.getFirst().tenths();
        for (var step : steps) {
            if (step.from().isAfter(instant)) {
                break;
            }
            tenths = step.tenths();
        }
        return tenths;
    }

    /** From when on it does not change any more. */
    Instant end() {
        return steps.getLast().from();
    }

    /** What goes on for ever. */
    long rest() {
        return steps.getLast().tenths();
    }

    /** The same or less with so many steps at most (one or more): the rest comes earlier. */
    Allowance within(int mostSteps) {
        if (steps.size() <= mostSteps) {
            return this;
        }
        var kept = new ArrayList<>(steps.subList(0, mostSteps - 1));
        kept.add(new Step(steps.get(mostSteps - 1).from(), rest()));
        return new Allowance(kept);
    }

    /** The same with other limits at the same times. */
    Allowance with(UnaryOperator<Long> change) {
        return new Allowance(
                steps.stream()
                        .map(step -> new Step(step.from(), change.apply(step.tenths())))
                        .toList());
    }

    /** Puts steps together; what does not lower the limit is left out. */
    static final class Builder {

        private final List<Step> steps = new ArrayList<>();

        Builder from(Instant from, long tenths) {
            if (!steps.isEmpty()) {
                if (steps.getLast().tenths() <= tenths) {
                    return this;
                }
                if (!steps.getLast().from().isBefore(from)) {
                    steps.removeLast();
                    return from(from, tenths);
                }
            }
            steps.add(new Step(from, tenths));
            return this;
        }

        Allowance build() {
            return new Allowance(steps);
        }
    }
}
