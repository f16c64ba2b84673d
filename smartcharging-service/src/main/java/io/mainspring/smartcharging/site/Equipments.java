package io.mainspring.smartcharging.site;

import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.smartcharging.configuration.KnownChargePoints;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What charge points told of themselves, as far as it matters for a site. */
@Component
class Equipments {

    private final KnownChargePoints chargePoints;

    Equipments(KnownChargePoints chargePoints) {
        this.chargePoints = chargePoints;
    }

    /** By the keys of the charge points; those of which nothing is known are left out. */
    Map<String, Equipment> of(Collection<String> chargePointKeys) {
        var equipments = new HashMap<String, Equipment>();
        chargePoints
                .describe(chargePointKeys)
                .forEach((key, known) -> {
                    var limits = known.limits();
                    equipments.put(
                            key,
                            new Equipment(
                                    Math.min(known.connectors(), Member.MOST_CONNECTORS),
                                    onlyUnit(limits.units()),
                                    limits.maxStackLevel(),
                                    limits.maxPeriods(),
                                    limits.maxInstalled()));
                });
        return equipments;
    }

    private static Member.@Nullable RateUnit onlyUnit(Set<ChargingRateUnit> units) {
        if (units.equals(Set.of(ChargingRateUnit.A))) {
            return Member.RateUnit.A;
        }
        return units.equals(Set.of(ChargingRateUnit.W)) ? Member.RateUnit.W : null;
    }
}
