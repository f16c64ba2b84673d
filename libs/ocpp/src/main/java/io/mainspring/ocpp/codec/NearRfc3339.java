package io.mainspring.ocpp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A timestamp that is RFC 3339 but for its form, with what had to be mended. Forms whose parts
 * could be read in two ways (days before months, two-digit years, numbers) are not near. The year 0 of a clock that was never
 * set becomes the year 1.
 *
 * @param text the same moment in RFC 3339
 */
record NearRfc3339(String text, List<Repair> repairs) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?<date>\\d{4}-\\d{2}-\\d{2})[Tt _]\\s*(?<time>\\d{2}:\\d{2})(?<seconds>:\\d{2})?"
                            + "(?:[.,](?<fraction>\\d*))?\\s*"
                            + "(?<zone>[Zz]|UTC|GMT|(?<hours>[+-]\\d{2})(?::?(?<minutes>\\d{2}))?)?");

    static @Nullable NearRfc3339 of(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return null;
        }
        var near = new StringBuilder();
        var date = form.group("date");
        near.append(date.startsWith("0000") ? "0001" + date.substring(4) : date)
                .append('T')
                .append(form.group("time"));
        near.append(form.group("seconds") == null ? ":00" : form.group("seconds"));
        var fraction = form.group("fraction");
        if (fraction != null && !fraction.isEmpty()) {
            near.append('.').append(fraction);
        }
        var zoneless = near.length();
        if (form.group("hours") == null) {
            near.append('Z');
        } else {
            near.append(form.group("hours")).append(':');
            near.append(form.group("minutes") == null ? "00" : form.group("minutes"));
        }
        if (Rfc3339.parse(near.toString()) == null) {
            return null; // 30 February, 25 o'clock
        }
        var repairs = new ArrayList<Repair>();
        if (form.group("zone") == null) {
            repairs.add(Repair.TIMESTAMP_WITHOUT_ZONE);
            if (!text.equals(near.substring(0, zoneless))) {
                repairs.add(Repair.TIMESTAMP_FORM);
            }
        } else {
            repairs.add(Repair.TIMESTAMP_FORM);
        }
        return new NearRfc3339(near.toString(), repairs);
    }
}
