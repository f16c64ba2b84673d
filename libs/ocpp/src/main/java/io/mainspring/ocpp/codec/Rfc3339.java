package io.mainspring.ocpp.codec;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps as JSON Schema's {@code date-time} means them: offset required, fractions of any
 * length (cut after nanoseconds), lower-case t and z allowed, no leap seconds, no year 0 (databases have none). By hand, because a
 * DateTimeFormatter costs as much as the rest of a small message.
 */
final class Rfc3339 {

    private static final int DATE_AND_TIME = 19;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Rfc3339() {}

    /** The moment, or null if the text is none. */
    static @Nullable Instant parse(String text) {
        if (text.length() <= DATE_AND_TIME
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) | 0x20) != 't'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        var century = twoDigits(text, 0, 99);
        var yearOfCentury = twoDigits(text, 2, 99);
        var month = twoDigits(text, 5, 12);
        var day = twoDigits(text, 8, 31);
        var hour = twoDigits(text, 11, 23);
        var minute = twoDigits(text, 14, 59);
        var second = twoDigits(text, 17, 59);
        if ((century | yearOfCentury | month | day | hour | minute | second) < 0) {
            return null;
        }
        var year = century * 100 + yearOfCentury;
        if (year == 0 || month == 0 || day == 0 || day > daysOf(month, year)) {
            return null;
        }

        var at = DATE_AND_TIME;
        var nanos = 0;
        if (text.charAt(at) == '.') {
            at++;
            var first = at;
            var unit = 100_000_000;
            while (at < text.length() && isDigit(text.charAt(at))) {
                nanos += (text.charAt(at) - '0') * unit;
                unit /= 10;
                at++;
            }
            if (at == first) {
                return null;
            }
        }
        var offset = offsetSeconds(text, at);
        if (offset == Integer.MIN_VALUE) {
            return null;
        }
        var seconds =
                LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
                        + hour * 3_600L
                        + minute * 60L
                        + second
                        - offset;
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /** UTC with milliseconds and Z; null outside the years 1 to 9999. */
    static byte @Nullable [] write(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        if (time.getYear() < 1 || time.getYear() > 9999) {
            return null;
        }
        var text = new byte[24];
        putTwoDigits(text, 0, time.getYear() / 100);
        putTwoDigits(text, 2, time.getYear() % 100);
        text[4] = '-';
        putTwoDigits(text, 5, time.getMonthValue());
        text[7] = '-';
        putTwoDigits(text, 8, time.getDayOfMonth());
        text[10] = 'T';
        putTwoDigits(text, 11, time.getHour());
        text[13] = ':';
        putTwoDigits(text, 14, time.getMinute());
        text[16] = ':';
        putTwoDigits(text, 17, time.getSecond());
        text[19] = '.';
        var millis = time.getNano() / NANOS_PER_MILLI;
        text[20] = (byte) ('0' + millis / 100);
        putTwoDigits(text, 21, millis % 100);
        text[23] = 'Z';
        return text;
    }

    private static int offsetSeconds(String text, int at) {
        var rest = text.length() - at;
        if (rest == 1 && (text.charAt(at) | 0x20) == 'z') {
            return 0;
        }
        if (rest != 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        var sign = text.charAt(at);
        var hours = twoDigits(text, at + 1, 23);
        var minutes = twoDigits(text, at + 4, 59);
        if ((sign != '+' && sign != '-') || (hours | minutes) < 0) {
            return Integer.MIN_VALUE;
        }
        var seconds = hours * 3_600 + minutes * 60;
        return sign == '+' ? seconds : -seconds;
    }

    private static int daysOf(int month, int year) {
        return month == 2 && Year.isLeap(year) ? 29 : DAYS[month - 1];
    }

    /** The number, or -1 if there is none or it is too large. */
    private static int twoDigits(String text, int at, int max) {
        var tens = text.charAt(at);
        var ones = text.charAt(at + 1);
        if (!isDigit(tens) || !isDigit(ones)) {
            return -1;
        }
        var number = (tens - '0') * 10 + ones - '0';
        return number > max ? -1 : number;
    }

    private static void putTwoDigits(byte[] text, int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
