package io.mainspring.chargepoint.upgrade;

import io.mainspring.chargepoint.ChargePointId;
import java.time.Instant;
import java.util.List;

/** The history of a charge point's moves to higher security profiles, numbered from 1. */
public sealed interface SecurityProfileUpgradeEvent {

    String chargePointId();

    int number();

    Instant at();

    default ChargePointId id() {
        return new ChargePointId(chargePointId());
    }

    record Started(
            String chargePointId,
            int number,
            int from,
            int to,
            List<Step> plan,
            String by,
            Instant deadline,
            Instant at)
            implements SecurityProfileUpgradeEvent {
        public Started {
            plan = List.copyOf(plan);
        }
    }

    record StepStarted(String chargePointId, int number, Step step, Instant at)
            implements SecurityProfileUpgradeEvent {}

    record StepDone(String chargePointId, int number, Step step, Instant at)
            implements SecurityProfileUpgradeEvent {}

    record StepFailed(String chargePointId, int number, Step step, String why, Instant at)
            implements SecurityProfileUpgradeEvent {}

    /** It may come with its old profile alone again. */
    record RolledBack(String chargePointId, int number, int from, int to, String why, Instant at)
            implements SecurityProfileUpgradeEvent {}

    /** It came with the new profile, which is the only one from now on. */
    record Completed(String chargePointId, int number, int from, int to, Instant at)
            implements SecurityProfileUpgradeEvent {}
}
