package io.mainspring.correlation;

import io.mainspring.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final String ROOT = "io.mainspring.correlation";

    @Test
    void theServiceKeepsTheRulesOfTheHouse() {
        HouseRules.hold(ROOT);
    }

    @Test
    void theDeciderIsPure() {
        HouseRules.isPure(ROOT, "..window");
    }
}
