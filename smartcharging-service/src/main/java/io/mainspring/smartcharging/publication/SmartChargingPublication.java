package io.mainspring.smartcharging.publication;

import io.mainspring.contracts.smartcharging.ChargingProfileInstalled;
import io.mainspring.contracts.smartcharging.ChargingProfileRefused;
import io.mainspring.contracts.smartcharging.ChargingProfileTerms;
import io.mainspring.contracts.smartcharging.ChargingProfilesCleared;
import io.mainspring.kit.eventsourcing.Publication;
import io.mainspring.kit.eventsourcing.StoredEvent;
import io.mainspring.smartcharging.profile.ProfileEvent;
import io.mainspring.smartcharging.site.SiteEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stored events as published ones, each feature's by its own root. */
@Component
class SmartChargingPublication implements Publication {

    @Override
    public List<Published> publish(StoredEvent stored) {
        return switch (stored.payload()) {
            case ProfileEvent event ->
                    List.of(new Published(event.chargePointId(), ofProfile(event)));
            case SiteEvent event -> SitePublication.of(event);
            default -> List.of();
        };
    }

    private static Object ofProfile(ProfileEvent event) {
        return switch (event) {
            case ProfileEvent.Installed e ->
                    new ChargingProfileInstalled(
                            e.chargePointId(),
                            e.connectorId(),
                            ChargingProfileTerms.of(e.profile().profile()),
                            e.replaced(),
                            e.origin().actionName(),
                            e.commandId(),
                            e.requestedBy(),
                            e.at());
            case ProfileEvent.Refused e ->
                    new ChargingProfileRefused(
                            e.chargePointId(),
                            e.connectorId(),
                            e.chargingProfileId(),
                            e.reason(),
                            e.commandId(),
                            e.requestedBy(),
                            e.at());
            case ProfileEvent.Cleared e ->
                    new ChargingProfilesCleared(
                            e.chargePointId(),
                            e.chargingProfileIds(),
                            cause(e.cause()),
                            e.commandId(),
                            e.requestedBy(),
                            e.at());
        };
    }

    private static ChargingProfilesCleared.Cause cause(ProfileEvent.Cause cause) {
        return switch (cause) {
            case CLEAR_CHARGING_PROFILE -> ChargingProfilesCleared.Cause.CLEAR_CHARGING_PROFILE;
            case TRANSACTION_ENDED -> ChargingProfilesCleared.Cause.TRANSACTION_ENDED;
            case CHARGE_POINT_RETIRED -> ChargingProfilesCleared.Cause.CHARGE_POINT_RETIRED;
        };
    }
}
