package io.mainspring.transaction.metervalues;

import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.ocpp.v16.type.ValueFormat;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sampled value as a number that can be computed with: thousands are scaled away, so energies are
 * Wh or varh and powers W, var or VA. OCPP 1.6 §7.43: an energy without unit is Wh.
 *
 * @param unit null where the measurand has none, such as Frequency
 */
record Quantity(BigDecimal number, @Nullable String unit) {

    /** Decimal, with an exponent that cannot make a number of a million digits. */
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,2})?");

    /** The quantity, or null if the value is signed data or no decimal number. */
    static @Nullable Quantity of(SampledValue sample, Measurand measurand) {
        if (sample.format() == ValueFormat.SIGNED_DATA) {
            return null;
        }
        var text = sample.value().strip();
        if (!DECIMAL.matcher(text).matches()) {
            return null;
        }
        return scaled(new BigDecimal(text), sample.unit(), measurand, sample);
    }

    private static Quantity scaled(
            BigDecimal number,
            @Nullable UnitOfMeasure unit,
            Measurand measurand,
            SampledValue sample) {
        if (unit == null) {
            return new Quantity(number, defaultUnit(measurand));
        }
        return switch (unit) {
            case KWH -> new Quantity(number.scaleByPowerOfTen(3), UnitOfMeasure.WH.wireName());
            case KVARH -> new Quantity(number.scaleByPowerOfTen(3), UnitOfMeasure.VARH.wireName());
            case KW -> new Quantity(number.scaleByPowerOfTen(3), UnitOfMeasure.W.wireName());
            case KVA -> new Quantity(number.scaleByPowerOfTen(3), UnitOfMeasure.VA.wireName());
            case KVAR -> new Quantity(number.scaleByPowerOfTen(3), UnitOfMeasure.VAR.wireName());
            case CELCIUS, CELSIUS -> new Quantity(number, UnitOfMeasure.CELSIUS.wireName());
            case UNLISTED -> new Quantity(number, sample.unlisted().get("unit"));
            case WH, VARH, W, VA, VAR, A, V, K, FAHRENHEIT, PERCENT ->
                    new Quantity(number, unit.wireName());
        };
    }

    private static @Nullable String defaultUnit(Measurand measurand) {
        var name = measurand.wireName();
        if (name.startsWith("Energy.Active")) {
            return UnitOfMeasure.WH.wireName();
        }
        return name.startsWith("Energy.Reactive") ? UnitOfMeasure.VARH.wireName() : null;
    }
}
