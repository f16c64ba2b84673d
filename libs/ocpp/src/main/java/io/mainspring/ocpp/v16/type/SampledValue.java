package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.NotOnTheWire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured value. What is absent has a default: measurand Energy.Active.Import.Register,
 * context Sample.Periodic, format Raw, location Outlet, unit Wh for energy; Frequency is in Hertz
 * and has no unit. OCPP 1.6 §7.43.
 *
 * <p>{@code value} is a decimal number, or a hex block if the format is SignedData; it is not
 * checked. {@code unlisted} keeps, by the field's name, the text of those qualifiers which the
 * specification does not list; such a field holds the enum's fallback. It is empty unless the
 * message was read tolerantly, and never null.
 */
public record SampledValue(
        String value,
        @Nullable ReadingContext context,
        @Nullable ValueFormat format,
        @Nullable Measurand measurand,
        @Nullable Phase phase,
        @Nullable Location location,
        @Nullable UnitOfMeasure unit,
        @NotOnTheWire Map<String, String> unlisted) {

    public SampledValue {
        unlisted = Map.copyOf(unlisted);
    }

    /** A value all of whose qualifiers are listed by the specification. */
    public SampledValue(
            String value,
            @Nullable ReadingContext context,
            @Nullable ValueFormat format,
            @Nullable Measurand measurand,
            @Nullable Phase phase,
            @Nullable Location location,
            @Nullable UnitOfMeasure unit) {
        this(value, context, format, measurand, phase, location, unit, Map.of());
    }
}
