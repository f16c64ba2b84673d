package io.mainspring.simulator;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 5m}, {@code 2h}, and ISO 8601 as well. */
final class FriendlyDuration implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        try {
            return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
        } catch (DateTimeParseException _) {
            throw new TypeConversionException("'" + text + "' is no duration; try 90s, 5m or 2h");
        }
    }
}
