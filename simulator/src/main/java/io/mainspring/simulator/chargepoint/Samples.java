package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.type.Location;
import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.MeterValue;
import io.mainspring.ocpp.v16.type.Phase;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.simulator.chargepoint.EnergyMeter.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a meter's reading into OCPP's words: one sampled value for each measurand and phase asked for. */
final class Samples {

    private static final List<Phase> PHASES = List.of(Phase.L1, Phase.L2, Phase.L3);
    private static final double DC_VOLTAGE_EMPTY = 340;
    private static final double DC_VOLTAGE_SPAN = 70;

    private Samples() {}

    /** What the outlet offers the car: no more than it can, and no more than charging profiles allow. */
    private record Offer(double watts, double amps) {

        static Offer of(Outlet outlet, Reading reading, double limitW) {
            double most = outlet.maxPowerW();
            if (outlet.isDirectCurrent()) {
                double watts = Math.min(most, limitW);
                return new Offer(watts, watts / DC_VOLTAGE_EMPTY);
            }
            int phases = reading.acPhases() == 0 ? outlet.phases() : reading.acPhases();
            return new Offer(
                    Math.min(most, limitW),
                    Math.min(most / outlet.phases(), limitW / phases) / Outlet.MAINS_VOLTAGE);
        }
    }

    /** @param limitW what charging profiles allow over the phases in use */
    static MeterValue of(
            Reading reading,
            Outlet outlet,
            double limitW,
            List<MeasurandSelection> selections,
            ReadingContext context) {
        var values = new ArrayList<SampledValue>();
        var offer = Offer.of(outlet, reading, limitW);
        for (var selection : selections) {
            add(values, selection, reading, outlet, offer, context);
        }
        return new MeterValue(reading.at(), values);
    }

    private static void add(
            List<SampledValue> values,
            MeasurandSelection selection,
            Reading reading,
            Outlet outlet,
            Offer offer,
            ReadingContext context) {
        var measurand = selection.measurand();
        switch (measurand) {
            case ENERGY_ACTIVE_IMPORT_REGISTER ->
                    values.add(
                            value(
                                    Long.toString(reading.energyWh()),
                                    context,
                                    measurand,
                                    null,
                                    Location.OUTLET,
                                    UnitOfMeasure.WH));
            case POWER_ACTIVE_IMPORT ->
                    values.add(atOutlet(reading.powerW(), context, measurand, UnitOfMeasure.W));
            case POWER_OFFERED ->
                    values.add(atOutlet(offer.watts(), context, measurand, UnitOfMeasure.W));
            case CURRENT_OFFERED ->
                    values.add(atOutlet(offer.amps(), context, measurand, UnitOfMeasure.A));
            case TEMPERATURE ->
                    values.add(
                            value(
                                    decimal(24 + 18 * reading.powerW() / outlet.maxPowerW()),
                                    context,
                                    measurand,
                                    null,
                                    Location.BODY,
                                    UnitOfMeasure.CELSIUS));
            case SOC -> {
                if (outlet.isDirectCurrent() && !Double.isNaN(reading.soc())) {
                    values.add(
                            value(
                                    Long.toString(Math.round(reading.soc() * 100)),
                                    context,
                                    measurand,
                                    null,
                                    Location.EV,
                                    UnitOfMeasure.PERCENT));
                }
            }
            case CURRENT_IMPORT ->
                    perPhase(values, selection, reading, outlet, context, UnitOfMeasure.A);
            case VOLTAGE -> perPhase(values, selection, reading, outlet, context, UnitOfMeasure.V);
            default -> throw new IllegalArgumentException(measurand.wireName());
        }
    }

    private static SampledValue atOutlet(
            double number, ReadingContext context, Measurand measurand, UnitOfMeasure unit) {
        return value(decimal(number), context, measurand, null, Location.OUTLET, unit);
    }

    private static void perPhase(
            List<SampledValue> values,
            MeasurandSelection selection,
            Reading reading,
            Outlet outlet,
            ReadingContext context,
            UnitOfMeasure unit) {
        if (outlet.isDirectCurrent()) {
            var volts =
                    DC_VOLTAGE_EMPTY
                            + DC_VOLTAGE_SPAN * (Double.isNaN(reading.soc()) ? 0 : reading.soc());
            var number = unit == UnitOfMeasure.V ? volts : reading.powerW() / volts;
            values.add(
                    value(
                            decimal(number),
                            context,
                            selection.measurand(),
                            null,
                            Location.OUTLET,
                            unit));
            return;
        }
        for (var index = 0; index < outlet.phases(); index++) {
            var phase = PHASES.get(index);
            if (selection.phase() != null && selection.phase() != phase) {
                continue;
            }
            var amps =
                    index < reading.acPhases()
                            ? reading.powerW() / reading.acPhases() / Outlet.MAINS_VOLTAGE
                            : 0;
            // the more current, the lower the voltage at the end of the cable
            var number =
                    unit == UnitOfMeasure.A
                            ? amps
                            : Outlet.MAINS_VOLTAGE + 1.5 - amps / 16 - index * 0.4;
            values.add(
                    value(
                            decimal(number),
                            context,
                            selection.measurand(),
                            phase,
                            Location.OUTLET,
                            unit));
        }
    }

    private static String decimal(double number) {
        var tenths = Math.round(Math.max(0, number) * 10);
        return tenths / 10 + "." + tenths % 10;
    }

    private static SampledValue value(
            String value,
            ReadingContext context,
            Measurand measurand,
            @Nullable Phase phase,
            Location location,
            UnitOfMeasure unit) {
        return new SampledValue(value, context, null, measurand, phase, location, unit);
    }
}
