package io.mainspring.auth.locallist;

import io.mainspring.kit.web.Problem;

/** Identities of charge points in paths. Whether one exists is not known here. */
final class ChargePointIds {

    private static final int LONGEST = 255;

    private ChargePointIds() {}

    /**
     * @throws Problem 400 if nobody can be called so
     */
    static String valid(String chargePointId) {
        if (chargePointId.isBlank()
                || chargePointId.length() > LONGEST
                || chargePointId.codePoints().anyMatch(ChargePointIds::isStrange)) {
            throw Problem.badRequest("chargePointId", "is no identity of a charge point");
        }
        return chargePointId;
    }

    private static boolean isStrange(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}
