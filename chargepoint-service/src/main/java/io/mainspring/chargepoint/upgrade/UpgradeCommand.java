package io.mainspring.chargepoint.upgrade;

import io.mainspring.chargepoint.ChargePointId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What is asked of a charge point's upgrades; each may be repeated. */
sealed interface UpgradeCommand {

    ChargePointId id();

    @TargetAggregateIdentifier
    default String stream() {
        return streamOf(id());
    }

    /** Holds a colon, which the identity of a charge point never does. */
    static String streamOf(ChargePointId id) {
        return "security-profile-upgrades:" + id.key();
    }

    /** Answered its number; null if another one is under way. */
    record Start(
            ChargePointId id,
            int from,
            int to,
            List<Step> plan,
            String by,
            Instant deadline,
            Instant at)
            implements UpgradeCommand {}

    /** Answered true to the first who says so, if it is that step's turn. */
    record StartStep(ChargePointId id, int number, Step step, Instant at)
            implements UpgradeCommand {}

    record FinishStep(ChargePointId id, int number, Step step, Instant at)
            implements UpgradeCommand {}

    /** It is there, whatever its steps say: some come back before they have answered. */
    record Arrive(ChargePointId id, int number, Instant at) implements UpgradeCommand {}

    record FailStep(ChargePointId id, int number, Step step, String why, Instant at)
            implements UpgradeCommand {}

    /** Whatever step is under way has failed. */
    record GiveUp(ChargePointId id, int number, String why, Instant at) implements UpgradeCommand {}

    /** The old profile is the only one again. */
    record RollBack(ChargePointId id, int number, Instant at) implements UpgradeCommand {}
}
