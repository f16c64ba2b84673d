package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One item of a list such as MeterValuesSampledData.
 *
 * @param phase only this phase ({@code Voltage.L1}), or null: whatever phases there are
 */
record MeasurandSelection(Measurand measurand, @Nullable Phase phase) {

    /** What our meters can measure. */
    private static final List<Measurand> SUPPORTED =
            List.of(
                    Measurand.ENERGY_ACTIVE_IMPORT_REGISTER,
                    Measurand.POWER_ACTIVE_IMPORT,
                    Measurand.POWER_OFFERED,
                    Measurand.CURRENT_IMPORT,
                    Measurand.CURRENT_OFFERED,
                    Measurand.VOLTAGE,
                    Measurand.TEMPERATURE,
                    Measurand.SOC);

    private static final Map<String, Phase> PHASES =
            Map.of(".L1", Phase.L1, ".L2", Phase.L2, ".L3", Phase.L3);

    static boolean isSupported(String item) {
        return parse(item).isPresent();
    }

    static List<MeasurandSelection> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .flatMap(item -> parse(item).stream())
                .toList();
    }

    private static Optional<MeasurandSelection> parse(String item) {
        for (var phase : PHASES.entrySet()) {
            if (item.endsWith(phase.getKey())) {
                var name = item.substring(0, item.length() - phase.getKey().length());
                return named(name).map(m -> new MeasurandSelection(m, phase.getValue()));
            }
        }
        return named(item).map(measurand -> new MeasurandSelection(measurand, null));
    }

    private static Optional<Measurand> named(String name) {
        return SUPPORTED.stream().filter(m -> m.wireName().equals(name)).findFirst();
    }
}
