package io.mainspring.simulator.chargepoint;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which texts a configuration key takes. */
@FunctionalInterface
interface ValueRule {

    ValueRule ANY = _ -> true;

    ValueRule BOOLEAN = text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");

    /** A list with one unsupported measurand is refused as a whole (OCPP 1.6 §3.16.4). */
    ValueRule MEASURANDS =
            text ->
                    text.isEmpty()
                            || Arrays.stream(text.split(",", -1))
                                    .allMatch(item -> MeasurandSelection.isSupported(item.strip()));

    ValueRule PHASE_ROTATION =
            matching("\\d+\\.(NotApplicable|Unknown|RST|RTS|SRT|STR|TRS|TSR)", ",");

    /** 16 to 20 bytes as hexadecimal digits (security whitepaper, A00.FR.205). */
    ValueRule HEXADECIMAL_KEY = matching("([0-9a-fA-F]{2}){16,20}", null);

    boolean permits(String text);

    static ValueRule integer(int least, int most) {
        return text -> {
            try {
                var number = Integer.parseInt(text);
                return number >= least && number <= most;
            } catch (NumberFormatException _) {
                return false;
            }
        };
    }

    private static ValueRule matching(String regex, @Nullable String separator) {
        var pattern = Pattern.compile(regex);
        return text ->
                separator == null
                        ? pattern.matcher(text).matches()
                        : Arrays.stream(text.split(separator, -1))
                                .allMatch(item -> pattern.matcher(item.strip()).matches());
    }
}
