package io.mainspring.smartcharging;

import io.mainspring.ocpp.v16.type.ChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfileKind;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.ocpp.v16.type.ChargingRateUnit;
import io.mainspring.ocpp.v16.type.ChargingSchedule;
import io.mainspring.ocpp.v16.type.ChargingSchedulePeriod;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Charging profiles as tests need them. */
public final class Profiles {

    private Profiles() {}

    /** Relative, without end: so many ampere from its start on. */
    public static ChargingProfile ampere(
            int id,
            ChargingProfilePurpose purpose,
            int stackLevel,
            @Nullable Integer transactionId,
            String limit) {
        return new ChargingProfile(
                id,
                transactionId,
                stackLevel,
                purpose,
                ChargingProfileKind.RELATIVE,
                null,
                null,
                null,
                new ChargingSchedule(
                        null,
                        null,
                        ChargingRateUnit.A,
                        List.of(new ChargingSchedulePeriod(0, new BigDecimal(limit), null)),
                        null));
    }

    /** The JSON of the same. */
    public static String json(
            int id, String purpose, int stackLevel, @Nullable Integer transactionId, String limit) {
        return """
        {"chargingProfileId":%d,%s"stackLevel":%d,"chargingProfilePurpose":"%s",
        "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A",
        "chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]}}\
        """
                .formatted(
                        id,
                        transactionId == null
                                ? ""
                                : "\"transactionId\":%d,".formatted(transactionId),
                        stackLevel,
                        purpose,
                        limit);
    }
}
