package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.Phase;
import io.mainspring.ocpp.v16.type.ReadingContext;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import io.mainspring.simulator.chargepoint.EnergyMeter.Reading;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Outlet AC = Outlet.ac(3, 32);
    private static final Outlet DC = Outlet.dc(150_000);

    @Test
    void energyIsTheRegisterInWattHours() {
        var value =
                samples(
                                new Reading(NOON, 1_234_567, 0, 0, Double.NaN),
                                AC,
                                "Energy.Active.Import.Register")
                        .getFirst();

        assertThat(value.value()).isEqualTo("1234567");
        assertThat(value.unit()).isEqualTo(UnitOfMeasure.WH);
        assertThat(value.measurand()).isEqualTo(Measurand.ENERGY_ACTIVE_IMPORT_REGISTER);
        assertThat(value.context()).isEqualTo(ReadingContext.SAMPLE_PERIODIC);
    }

    @Test
    void aSinglePhaseCarOnAThreePhaseOutletLoadsOnePhase() {
        var currents = samples(new Reading(NOON, 0, 7_360, 1, 0.5), AC, "Current.Import");

        assertThat(currents)
                .extracting(SampledValue::phase)
                .containsExactly(Phase.L1, Phase.L2, Phase.L3);
        assertThat(currents).extracting(SampledValue::value).containsExactly("32.0", "0.0", "0.0");
    }

    @Test
    void onePhaseAskedForIsOnePhaseMeasured() {
        var voltages = samples(new Reading(NOON, 0, 11_040, 3, 0.5), AC, "Voltage.L2");

        assertThat(voltages).extracting(SampledValue::phase).containsExactly(Phase.L2);
    }

    @Test
    void directCurrentHasNoPhasesButTellsTheStateOfCharge() {
        var values =
                samples(new Reading(NOON, 0, 75_000, 0, 0.5), DC, "Current.Import,Voltage,SoC");

        assertThat(values).extracting(SampledValue::phase).containsOnlyNulls();
        assertThat(values).extracting(SampledValue::value).containsExactly("200.0", "375.0", "50");
    }

    @Test
    void alternatingCurrentKnowsNoStateOfCharge() {
        assertThat(samples(new Reading(NOON, 0, 11_040, 3, 0.5), AC, "SoC")).isEmpty();
    }

    @Test
    void whatIsOfferedIsTheOutletsOrWhatChargingProfilesLeaveOfIt() {
        var onePhase = new Reading(NOON, 0, 2_300, 1, 0.5);
        var direct = new Reading(NOON, 0, 6_800, 0, 0.5);

        assertThat(offered(onePhase, AC, Double.POSITIVE_INFINITY))
                .containsExactly("22080.0", "32.0");
        assertThat(offered(onePhase, AC, 2_300)).containsExactly("2300.0", "10.0");
        assertThat(offered(direct, DC, 6_800)).containsExactly("6800.0", "20.0");
    }

    private static List<String> offered(Reading reading, Outlet outlet, double limitW) {
        return samples(reading, outlet, limitW, "Power.Offered,Current.Offered").stream()
                .map(SampledValue::value)
                .toList();
    }

    private static List<SampledValue> samples(Reading reading, Outlet outlet, String measurands) {
        return samples(reading, outlet, Double.POSITIVE_INFINITY, measurands);
    }

    private static List<SampledValue> samples(
            Reading reading, Outlet outlet, double limitW, String measurands) {
        return Samples.of(
                        reading,
                        outlet,
                        limitW,
                        MeasurandSelection.list(measurands),
                        ReadingContext.SAMPLE_PERIODIC)
                .sampledValue();
    }
}
