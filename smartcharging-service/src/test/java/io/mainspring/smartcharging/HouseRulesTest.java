package io.mainspring.smartcharging;

import io.mainspring.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final String ROOT = "io.mainspring.smartcharging";

    @Test
    void theServiceKeepsTheRulesOfTheHouse() {
        HouseRules.hold(ROOT);
    }

    @Test
    void theCompositeScheduleIsPure() {
        HouseRules.isPure(ROOT, "..schedule");
    }
}
