package io.mainspring.transaction.metervalues;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.ocpp.v16.type.ValueFormat;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "KWH, 1.2345, 1234.5, Wh",
        "KVARH, 2, 2000, varh",
        "KW, 11, 11000, W",
        "KVA, 0.5, 500, VA",
        "KVAR, 1, 1000, var",
        "WH, 17, 17, Wh",
        "CELCIUS, 21.5, 21.5, Celsius",
        "A, -16, -16, A"
    })
    void thousandsAreScaledAway(UnitOfMeasure unit, String value, String number, String inUnit) {
        var quantity = of(value, unit, null);

        assertThat(quantity.number()).isEqualByComparingTo(new BigDecimal(number));
        assertThat(quantity.unit()).isEqualTo(inUnit);
    }

    @ParameterizedTest
    @EnumSource(UnitOfMeasure.class)
    void everyUnitHasAQuantity(UnitOfMeasure unit) {
        assertThat(Quantity.of(sample("1", unit, null), Measurand.VOLTAGE)).isNotNull();
    }

    @Test
    void anEnergyWithoutUnitIsWattHoursAndAFrequencyHasNone() {
        assertThat(of("5", null, null).unit()).isEqualTo("Wh");
        assertThat(
                        Objects.requireNonNull(
                                        Quantity.of(sample("50", null, null), Measurand.FREQUENCY))
                                .unit())
                .isNull();
    }

    @Test
    void anUnlistedUnitIsKeptAsItWasWritten() {
        var sample =
                new SampledValue(
                        "50",
                        null,
                        null,
                        Measurand.FREQUENCY,
                        null,
                        null,
                        UnitOfMeasure.UNLISTED,
                        Map.of("unit", "Hertz"));

        assertThat(Quantity.of(sample, Measurand.FREQUENCY))
                .isEqualTo(new Quantity(new BigDecimal("50"), "Hertz"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1,5",
                "0x10",
                "NaN",
                "1e999999999",
                "--1",
                "1.2.3",
                ".",
                "1 000"
            })
    void whatIsNoDecimalNumberHasNoQuantity(String value) {
        assertThat(Quantity.of(sample(value, null, null), Measurand.ENERGY_ACTIVE_IMPORT_REGISTER))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "+1.5", "-0.25", ".5", "5.", " 7 ", "1e3", "12345678901234567890"})
    void decimalNumbersOfAllSpellingsAreRead(String value) {
        assertThat(of(value, null, null).number()).isEqualByComparingTo(value.strip());
    }

    @Test
    void signedDataIsNoNumberEvenIfItLooksLikeOne() {
        assertThat(
                        Quantity.of(
                                sample("3045", null, ValueFormat.SIGNED_DATA),
                                Measurand.ENERGY_ACTIVE_IMPORT_REGISTER))
                .isNull();
    }

    private static Quantity of(
            String value, @Nullable UnitOfMeasure unit, @Nullable ValueFormat format) {
        return Objects.requireNonNull(
                Quantity.of(sample(value, unit, format), Measurand.ENERGY_ACTIVE_IMPORT_REGISTER));
    }

    private static SampledValue sample(
            String value, @Nullable UnitOfMeasure unit, @Nullable ValueFormat format) {
        return new SampledValue(value, null, format, null, null, null, unit);
    }
}
