package io.mainspring.ocpp.codec;

import io.mainspring.ocpp.v16.type.Measurand;
import io.mainspring.ocpp.v16.type.UnitOfMeasure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Other spellings of units, seen in the field. Frequency has no unit in OCPP 1.6 and is in Hertz,
 * so Hertz is dropped there; anywhere else it is left alone, for without it the value would turn
 * into Wh.
 */
final class UnitAliases implements Mender {

    private static final Set<String> HERTZ = Set.of("hertz", "hz");
    private static final Map<String, String> LISTED = listed();

    @Override
    public void mend(ObjectNode sampledValue, Review review) {
        var unit = sampledValue.get("unit");
        if (unit == null || !unit.isString()) {
            return;
        }
        var spelling = unit.stringValue().strip().toLowerCase(Locale.ROOT);
        var measurand = sampledValue.path("measurand").asString("");
        if (HERTZ.contains(spelling) && measurand.equals(Measurand.FREQUENCY.wireName())) {
            sampledValue.remove("unit");
            review.repaired(Repair.UNIT_ALIAS);
            return;
        }
        var listed = LISTED.get(spelling);
        if (listed != null && !isListed(unit.stringValue())) {
            sampledValue.put("unit", listed);
            review.repaired(Repair.UNIT_ALIAS);
        }
    }

    private static boolean isListed(String unit) {
        return LISTED.containsValue(unit) || unit.equals(UnitOfMeasure.CELCIUS.wireName());
    }

    private static Map<String, String> listed() {
        var aliases = new HashMap<String, String>();
        for (var unit : UnitOfMeasure.values()) {
            if (unit != UnitOfMeasure.UNLISTED) {
                aliases.put(unit.wireName().toLowerCase(Locale.ROOT), unit.wireName());
            }
        }
        aliases.put("c", UnitOfMeasure.CELSIUS.wireName());
        aliases.put("°c", UnitOfMeasure.CELSIUS.wireName());
        aliases.put("degc", UnitOfMeasure.CELSIUS.wireName());
        aliases.put("f", UnitOfMeasure.FAHRENHEIT.wireName());
        aliases.put("°f", UnitOfMeasure.FAHRENHEIT.wireName());
        aliases.put("%", UnitOfMeasure.PERCENT.wireName());
        return Map.copyOf(aliases);
    }
}
