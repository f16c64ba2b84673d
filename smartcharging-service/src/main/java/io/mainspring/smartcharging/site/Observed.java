package io.mainspring.smartcharging.site;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a charge point when its site is looked at.
 *
 * @param connection its epoch; null: it is not connected
 * @param charging what runs, by connector
 * @param measured by connector
 * @param notices since the last look, in their order
 * @param believed of others, in case nothing is written of it in the ledger
 */
record Observed(
        Member member,
        Equipment equipment,
        @Nullable Long connection,
        Map<Integer, ConnectorLedger.Charging> charging,
        Map<Integer, Demand.Measured> measured,
        List<Notice> notices,
        List<Foreign> believed) {}
