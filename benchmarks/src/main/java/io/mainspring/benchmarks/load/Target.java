package io.mainspring.benchmarks.load;

import java.util.Locale;

/**
 * What a figure should be.
 *
 * @param name what is measured
 * @param unit of figure and bound
 * @param bound inclusive for "at least", exclusive for "below"
 * @param digits behind the decimal point
 */
record Target(String name, String unit, Direction direction, double bound, int digits) {

    enum Direction {
        AT_LEAST("at least"),
        BELOW("below");

        private final String words;

        Direction(String words) {
            this.words = words;
        }
    }

    enum Verdict {
        PASS,
        SHORT
    }

    static Target atLeast(String name, double bound, String unit) {
        return new Target(name, unit, Direction.AT_LEAST, bound, 0);
    }

    static Target below(String name, double bound, String unit) {
        return new Target(name, unit, Direction.BELOW, bound, 1);
    }

    /** A figure that is no number is short of everything. */
    Verdict judge(double figure) {
        var reached =
                switch (direction) {
                    case AT_LEAST -> figure >= bound;
                    case BELOW -> figure < bound;
                };
        return reached ? Verdict.PASS : Verdict.SHORT;
    }

    /**
     * The figure, the target and the verdict on one line.
     *
     * @param isJudged false where the load was not the one that the target is about
     */
    String line(double figure, boolean isJudged) {
        var number = "%,." + digits + "f";
        return String.format(
                Locale.ROOT,
                "  %-42s " + "%12s %-9s target %s %s: %s",
                name,
                String.format(Locale.ROOT, number, figure),
                unit,
                direction.words,
                String.format(Locale.ROOT, "%,.0f %s", bound, unit),
                isJudged
                        ? judge(figure).name().toLowerCase(Locale.ROOT)
                        : "not judged, smaller load");
    }
}
