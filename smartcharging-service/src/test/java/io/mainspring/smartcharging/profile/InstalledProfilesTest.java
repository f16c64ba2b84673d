package io.mainspring.smartcharging.profile;

import static io.mainspring.ocpp.v16.type.ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE;
import static io.mainspring.ocpp.v16.type.ChargingProfilePurpose.TX_DEFAULT_PROFILE;
import static io.mainspring.ocpp.v16.type.ChargingProfilePurpose.TX_PROFILE;

import io.mainspring.ocpp.v16.action.ClearChargingProfile;
import io.mainspring.ocpp.v16.type.ChargingProfilePurpose;
import io.mainspring.smartcharging.Profiles;
import io.mainspring.smartcharging.profile.ProfileEvent.Cause;
import io.mainspring.smartcharging.profile.ProfileEvent.Cleared;
import io.mainspring.smartcharging.profile.ProfileEvent.Installed;
import io.mainspring.smartcharging.profile.ProfileEvent.Origin;
import io.mainspring.smartcharging.profile.ProfileEvent.Refused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstalledProfilesTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-11-22T11:00:00Z");
    private static final UUID COMMAND = UUID.fromString("0198a000-0000-7000-8000-000000000001");

    private static final UUID OTHER_COMMAND = new UUID(7, 7);
    private static final Installed MAX = installed(0, profile(1, CHARGE_POINT_MAX_PROFILE, 0));
    private static final Installed DEFAULT = installed(1, profile(2, TX_DEFAULT_PROFILE, 0));
    private static final Installed DEFAULT_FOR_ALL =
            installed(0, profile(3, TX_DEFAULT_PROFILE, 0));
    private static final Installed TX = installed(1, txProfile(4, 42));
    private static final Installed OTHER_TX = installed(2, txProfile(5, 43));

    private final AggregateTestFixture<InstalledProfiles> profiles =
            new AggregateTestFixture<>(InstalledProfiles.class);

    @Test
    void anAcceptedProfileIsInstalled() {
        profiles.givenNoPriorActivity()
                .when(install(1, profile(2, TX_DEFAULT_PROFILE, 0)))
                .expectEvents(byCommand(1, profile(2, TX_DEFAULT_PROFILE, 0)));
    }

    @Test
    void theSameIdIsReplacedWhereverItIs() {
        profiles.given(MAX, DEFAULT)
                .when(install(2, profile(2, TX_DEFAULT_PROFILE, 5)))
                .expectEvents(byCommand(2, profile(2, TX_DEFAULT_PROFILE, 5), 2));
    }

    @Test
    void theSamePurposeAndStackLevelIsReplacedOnItsConnectorOnly() {
        profiles.given(MAX, DEFAULT, DEFAULT_FOR_ALL)
                .when(install(1, profile(9, TX_DEFAULT_PROFILE, 0)))
                .expectEvents(byCommand(1, profile(9, TX_DEFAULT_PROFILE, 0), 2));
    }

    @Test
    void oneProfileMayReplaceTwo() {
        profiles.given(DEFAULT, installed(1, profile(7, TX_DEFAULT_PROFILE, 3)))
                .when(install(1, profile(7, TX_DEFAULT_PROFILE, 0)))
                .expectEvents(byCommand(1, profile(7, TX_DEFAULT_PROFILE, 0), 2, 7));
    }

    @Test
    void anotherStackLevelStandsBeside() {
        profiles.given(DEFAULT)
                .when(install(1, profile(9, TX_DEFAULT_PROFILE, 1)))
                .expectEvents(byCommand(1, profile(9, TX_DEFAULT_PROFILE, 1)));
    }

    @Test
    void anOutcomeThatIsDeliveredAgainChangesNothing() {
        profiles.given(byCommand(1, profile(2, TX_DEFAULT_PROFILE, 0)))
                .when(install(1, profile(2, TX_DEFAULT_PROFILE, 0)))
                .expectNoEvents();
    }

    @Test
    void aRefusalLeavesWhatWasThere() {
        profiles.given(DEFAULT)
                .when(
                        new ProfileCommand.Refuse(
                                "CP-7", 1, 2, "Rejected", COMMAND, "operator", ELEVEN))
                .expectEvents(new Refused("CP-7", 1, 2, "Rejected", COMMAND, "operator", ELEVEN));
        profiles.given(DEFAULT, new Refused("CP-7", 1, 2, "Rejected", COMMAND, "operator", ELEVEN))
                .when(clear(2, null, null, null, OTHER_COMMAND))
                .expectEvents(
                        new Cleared(
                                "CP-7",
                                List.of(2),
                                Cause.CLEAR_CHARGING_PROFILE,
                                OTHER_COMMAND,
                                "operator",
                                ELEVEN));
    }

    @Test
    void anIdMakesTheOtherCriteriaIrrelevant() {
        profiles.given(MAX, DEFAULT, TX)
                .when(clear(1, 7, TX_PROFILE, 9, COMMAND))
                .expectEvents(cleared(Cause.CLEAR_CHARGING_PROFILE, 1));
    }

    @Test
    void criteriaAreAllToBeMet() {
        profiles.given(MAX, DEFAULT, DEFAULT_FOR_ALL, TX)
                .when(clear(null, 1, TX_DEFAULT_PROFILE, 0, COMMAND))
                .expectEvents(cleared(Cause.CLEAR_CHARGING_PROFILE, 2));
    }

    @Test
    void connectorZeroMeansConnectorZero() {
        profiles.given(MAX, DEFAULT, DEFAULT_FOR_ALL, TX)
                .when(clear(null, 0, null, null, COMMAND))
                .expectEvents(cleared(Cause.CLEAR_CHARGING_PROFILE, 1, 3));
    }

    @Test
    void withoutCriteriaAllAreCleared() {
        profiles.given(MAX, DEFAULT, TX)
                .when(clear(null, null, null, null, COMMAND))
                .expectEvents(cleared(Cause.CLEAR_CHARGING_PROFILE, 1, 2, 4));
    }

    @Test
    void clearingWhatWeDidNotKnowOfIsNoEvent() {
        profiles.given(MAX)
                .when(clear(77, null, null, null, COMMAND))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        profiles.givenNoPriorActivity()
                .when(clear(null, null, null, null, COMMAND))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aTransactionTakesItsTxProfilesWithIt() {
        profiles.given(MAX, DEFAULT, TX, OTHER_TX)
                .when(new ProfileCommand.EndTransaction("CP-7", 1, 42, ELEVEN))
                .expectEvents(
                        new Cleared(
                                "CP-7", List.of(4), Cause.TRANSACTION_ENDED, null, null, ELEVEN));
    }

    @Test
    void aTxProfileOfNoNamedTransactionEndsWithTheOneOnItsConnector() {
        profiles.given(installed(1, txProfile(4, null)), installed(2, txProfile(5, null)))
                .when(new ProfileCommand.EndTransaction("CP-7", 2, 43, ELEVEN))
                .expectEvents(
                        new Cleared(
                                "CP-7", List.of(5), Cause.TRANSACTION_ENDED, null, null, ELEVEN));
    }

    @Test
    void aChargePointOutOfServiceHasNothing() {
        profiles.given(MAX, TX)
                .when(new ProfileCommand.Retire("cp-7", ELEVEN))
                .expectEvents(
                        new Cleared(
                                "cp-7",
                                List.of(1, 4),
                                Cause.CHARGE_POINT_RETIRED,
                                null,
                                null,
                                ELEVEN));
    }

    @Test
    void whatWasReplacedCannotBeClearedAnyMore() {
        profiles.given(DEFAULT, byCommand(1, profile(9, TX_DEFAULT_PROFILE, 0), 2))
                .when(clear(2, null, null, null, OTHER_COMMAND))
                .expectNoEvents();
    }

    private static ProfileTerms profile(int id, ChargingProfilePurpose purpose, int stackLevel) {
        return ProfileTerms.of(Profiles.ampere(id, purpose, stackLevel, null, "16.0"));
    }

    private static ProfileTerms txProfile(int id, @Nullable Integer transactionId) {
        return ProfileTerms.of(Profiles.ampere(id, TX_PROFILE, 0, transactionId, "16.0"));
    }

    private static ProfileCommand.Install install(int connectorId, ProfileTerms profile) {
        return new ProfileCommand.Install(
                "CP-7",
                connectorId,
                profile,
                Origin.SET_CHARGING_PROFILE,
                COMMAND,
                "operator",
                TEN);
    }

    private static Installed byCommand(int connectorId, ProfileTerms profile, Integer... replaced) {
        return new Installed(
                "CP-7",
                connectorId,
                profile,
                List.of(replaced),
                Origin.SET_CHARGING_PROFILE,
                COMMAND,
                "operator",
                TEN);
    }

    private static Installed installed(int connectorId, ProfileTerms profile) {
        return new Installed(
                "CP-7",
                connectorId,
                profile,
                List.of(),
                Origin.SET_CHARGING_PROFILE,
                new UUID(profile.chargingProfileId(), 0),
                "operator",
                TEN);
    }

    private static ProfileCommand.Clear clear(
            @Nullable Integer id,
            @Nullable Integer connectorId,
            @Nullable ChargingProfilePurpose purpose,
            @Nullable Integer stackLevel,
            UUID commandId) {
        return new ProfileCommand.Clear(
                "CP-7",
                new ClearChargingProfile.Request(id, connectorId, purpose, stackLevel),
                commandId,
                "operator",
                ELEVEN);
    }

    private static Cleared cleared(Cause cause, Integer... ids) {
        return new Cleared("CP-7", List.of(ids), cause, COMMAND, "operator", ELEVEN);
    }
}
