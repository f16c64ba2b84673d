package io.mainspring.chargepoint.registration;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.registration.ChargePointCommand.SettleKey.Verdict;
import io.mainspring.ocpp.v16.type.Availability;
import io.mainspring.ocpp.v16.type.RegistrationStatus;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChargePointTest {

    private static final ChargePointId CP_7 = new ChargePointId("CP-7");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-11-22T11:00:00Z");
    private static final UUID BOOT_1 = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID BOOT_2 = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final UUID COMMAND = UUID.fromString("00000000-0000-7000-8000-000000000003");
    private static final ChargePointSettings OPEN = new ChargePointSettings(0, null, true, false);
    private static final ChargePointSettings BY_KEY = new ChargePointSettings(1, null, true, false);
    private static final ChargePointSettings STRICT_2 =
            new ChargePointSettings(2, null, true, true);

    private final SecureRandom random = new SecureRandom();
    private final AuthorizationKey newKey = AuthorizationKey.generate(random);
    private final KeyHash oldHash = AuthorizationKey.generate(random).hash(random);
    private final KeyHash newHash = newKey.hash(random);

    private AggregateTestFixture<ChargePoint> chargePoint =
            new AggregateTestFixture<>(ChargePoint.class);

    @BeforeEach
    void fresh() {
        chargePoint = new AggregateTestFixture<>(ChargePoint.class);
    }

    @Test
    void anOperatorRegistersItAndTheGatewaysLearnItsKey() {
        chargePoint
                .givenNoPriorActivity()
                .when(register(ChargePointEvent.Source.OPERATOR, RegistrationStatus.ACCEPTED))
                .expectResultMessagePayload(true)
                .expectEvents(
                        registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash),
                        admitted(null, BY_KEY, TEN, oldHash));
    }

    @Test
    void registeringItAgainChangesNothing() {
        given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash))
                .when(register(ChargePointEvent.Source.OPERATOR, RegistrationStatus.REJECTED))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void aBootIsAnsweredAsTheOperatorDecided() {
        given(registered(RegistrationStatus.PENDING, OPEN, null))
                .when(boot(BOOT_1, "1.0"))
                .expectResultMessagePayload(RegistrationStatus.PENDING)
                .expectEvents(
                        booted(RegistrationStatus.PENDING, BOOT_1, "1.0"),
                        registrationChanged(RegistrationStatus.PENDING),
                        admitted(RegistrationStatus.PENDING, OPEN, ELEVEN));
    }

    @Test
    void aRedeliveredBootGetsTheSameAnswerAndIsNoOtherBoot() {
        given(
                        registered(RegistrationStatus.ACCEPTED, OPEN, null),
                        booted(RegistrationStatus.ACCEPTED, BOOT_1, "1.0"),
                        new ChargePointEvent.AdmissionDecided(
                                "CP-7", RegistrationStatus.PENDING, "op", TEN))
                .when(boot(BOOT_1, "1.0"))
                .expectResultMessagePayload(RegistrationStatus.ACCEPTED)
                .expectNoEvents();
    }

    @Test
    void aPendingOneThatRepeatsItselfMakesNoEvents() {
        given(
                        registered(RegistrationStatus.PENDING, OPEN, null),
                        booted(RegistrationStatus.PENDING, BOOT_1, "1.0"))
                .when(boot(BOOT_2, "1.0"))
                .expectResultMessagePayload(RegistrationStatus.PENDING)
                .expectNoEvents();
    }

    @Test
    void aRebootOfAnAcceptedOneUpdatesItsFirmwareAndTellsTheGatewaysNothing() {
        given(
                        registered(RegistrationStatus.ACCEPTED, OPEN, null),
                        booted(RegistrationStatus.ACCEPTED, BOOT_1, "1.0"))
                .when(boot(BOOT_2, "1.1"))
                .expectEvents(booted(RegistrationStatus.ACCEPTED, BOOT_2, "1.1"));
    }

    @Test
    void acceptanceByTheOperatorWaitsForTheNextBoot() {
        given(
                        registered(RegistrationStatus.PENDING, OPEN, null),
                        booted(RegistrationStatus.PENDING, BOOT_1, "1.0"))
                .when(decide(RegistrationStatus.ACCEPTED))
                .expectEvents(
                        new ChargePointEvent.AdmissionDecided(
                                "CP-7", RegistrationStatus.ACCEPTED, "op", ELEVEN));
    }

    @Test
    void rejectionByTheOperatorCountsAtOnce() {
        given(
                        registered(RegistrationStatus.ACCEPTED, OPEN, null),
                        booted(RegistrationStatus.ACCEPTED, BOOT_1, "1.0"))
                .when(decide(RegistrationStatus.REJECTED))
                .expectEvents(
                        new ChargePointEvent.AdmissionDecided(
                                "CP-7", RegistrationStatus.REJECTED, "op", ELEVEN),
                        registrationChanged(RegistrationStatus.REJECTED),
                        admitted(RegistrationStatus.REJECTED, OPEN, ELEVEN));
    }

    @Test
    void aRejectionTakenBackRestoresWhatTheChargePointWasTold() {
        given(
                        registered(RegistrationStatus.ACCEPTED, OPEN, null),
                        booted(RegistrationStatus.ACCEPTED, BOOT_1, "1.0"),
                        new ChargePointEvent.AdmissionDecided(
                                "CP-7", RegistrationStatus.REJECTED, "op", TEN))
                .when(decide(RegistrationStatus.ACCEPTED))
                .expectEvents(
                        new ChargePointEvent.AdmissionDecided(
                                "CP-7", RegistrationStatus.ACCEPTED, "op", ELEVEN),
                        registrationChanged(RegistrationStatus.ACCEPTED),
                        admitted(RegistrationStatus.ACCEPTED, OPEN, ELEVEN));
    }

    @Test
    void aRetiredOneIsDismissedAtTheGatewaysAndItsBootIsNobodys() {
        given(
                        registered(RegistrationStatus.ACCEPTED, OPEN, null),
                        booted(RegistrationStatus.ACCEPTED, BOOT_1, "1.0"))
                .when(new ChargePointCommand.Retire(CP_7, "op", ELEVEN))
                .expectEvents(
                        new ChargePointEvent.Retired("CP-7", "op", ELEVEN),
                        registrationChanged(null),
                        new ChargePointEvent.Dismissed("CP-7", ELEVEN));

        fresh();
        given(
                        registered(RegistrationStatus.ACCEPTED, OPEN, null),
                        new ChargePointEvent.Retired("CP-7", "op", TEN))
                .when(boot(BOOT_1, "1.0"))
                .expectResultMessagePayload(null)
                .expectNoEvents();
    }

    @Test
    void aSpellingInOtherCaseIsTheSameChargePointAndChangesNoSpelling() {
        given(registered(RegistrationStatus.ACCEPTED, OPEN, null))
                .when(new ChargePointCommand.Retire(new ChargePointId("cp-7"), "op", ELEVEN))
                .expectEvents(
                        new ChargePointEvent.Retired("CP-7", "op", ELEVEN),
                        new ChargePointEvent.Dismissed("CP-7", ELEVEN));
    }

    @Test
    void aProposedKeyOpensTheDoorBesideTheOldOne() {
        given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash))
                .when(new ChargePointCommand.ProposeKey(CP_7, newHash, "op", ELEVEN))
                .expectEvents(
                        new ChargePointEvent.KeyProposed("CP-7", newHash, "op", ELEVEN),
                        admitted(null, BY_KEY, ELEVEN, oldHash, newHash));
    }

    @Test
    void anAcceptedKeyIsTheOnlyOne() {
        given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash), proposed())
                .when(settle(Verdict.ACCEPTED))
                .expectEvents(
                        new ChargePointEvent.KeyAccepted("CP-7", newHash, ELEVEN),
                        admitted(null, BY_KEY, ELEVEN, newHash));
    }

    @Test
    void aRefusedKeyLeavesTheOldOne() {
        given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash), proposed())
                .when(settle(Verdict.REFUSED))
                .expectEvents(
                        new ChargePointEvent.KeyRefused("CP-7", newHash, "because", ELEVEN),
                        admitted(null, BY_KEY, ELEVEN, oldHash));
    }

    @Test
    void anUncertainKeyStaysBesideTheOldOneUntilTheNextIsAccepted() {
        given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash), proposed())
                .when(settle(Verdict.UNCERTAIN))
                .expectEvents(
                        new ChargePointEvent.KeyUncertain("CP-7", newHash, "because", ELEVEN));

        var nextKey = AuthorizationKey.generate(random);
        var nextHash = nextKey.hash(random);
        fresh();
        given(
                        registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash),
                        proposed(),
                        new ChargePointEvent.KeyUncertain("CP-7", newHash, "because", TEN),
                        new ChargePointEvent.KeyProposed("CP-7", nextHash, "op", TEN))
                .when(
                        new ChargePointCommand.SettleKey(
                                CP_7, nextKey, Verdict.ACCEPTED, "because", ELEVEN))
                .expectEvents(
                        new ChargePointEvent.KeyAccepted("CP-7", nextHash, ELEVEN),
                        admitted(null, BY_KEY, ELEVEN, nextHash));
    }

    @Test
    void aKeySettledTwiceIsSettledOnce() {
        given(
                        registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash),
                        proposed(),
                        new ChargePointEvent.KeyAccepted("CP-7", newHash, TEN))
                .when(settle(Verdict.ACCEPTED))
                .expectNoEvents();
    }

    @Test
    void aSecurityProfileWithoutKeysAdmitsNone() {
        given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash))
                .when(changed(0, null))
                .expectEvents(
                        new ChargePointEvent.SettingsChanged("CP-7", OPEN, "op", ELEVEN),
                        admitted(null, OPEN, ELEVEN),
                        new ChargePointEvent.SecurityProfileChanged("CP-7", 1, 0, "op", ELEVEN));
    }

    @Test
    void aChangeOfSomethingElseNeverLowersTheProfileThatWasReachedMeanwhile() {
        given(
                        registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash),
                        new ChargePointEvent.SecurityProfileOpened("CP-7", 2, TEN),
                        new ChargePointEvent.SecurityProfileChanged("CP-7", 1, 2, null, TEN))
                .when(changed(null, true))
                .expectEvents(
                        new ChargePointEvent.SettingsChanged("CP-7", STRICT_2, "op", ELEVEN),
                        admitted(null, STRICT_2, ELEVEN, oldHash));
    }

    @Test
    void aProfileThatNeedsAKeyIsNotChosenWhileNoneIsAgreed() {
        given(registered(RegistrationStatus.ACCEPTED, OPEN, null), proposed())
                .when(changed(1, null))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void oneThatIsToldToMoveUpMayComeWithEitherProfile() {
        given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash))
                .when(securityProfile("3"))
                .expectEvents(
                        securityProfileTold("3"),
                        new ChargePointEvent.SecurityProfileOpened("CP-7", 3, ELEVEN),
                        moving(3));
    }

    @Test
    void theProtocolNeverLowersAProfile() {
        for (var value : List.of("0", "1", "4", "x", "")) {
            fresh();
            given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash))
                    .when(securityProfile(value))
                    .expectEvents(securityProfileTold(value));
        }
    }

    @Test
    void theFirstArrivalWithTheNewProfileShutsTheOldDoor() {
        given(
                        registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash),
                        new ChargePointEvent.SecurityProfileOpened("CP-7", 2, TEN))
                .when(new ChargePointCommand.ReachProfile(CP_7, 2, ELEVEN))
                .expectEvents(
                        new ChargePointEvent.SecurityProfileChanged("CP-7", 1, 2, null, ELEVEN),
                        admitted(
                                null,
                                new ChargePointSettings(2, null, true, false),
                                ELEVEN,
                                oldHash));
    }

    @Test
    void anArrivalElsewhereIsNone() {
        given(
                        registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash),
                        new ChargePointEvent.SecurityProfileOpened("CP-7", 2, TEN))
                .when(new ChargePointCommand.ReachProfile(CP_7, 3, ELEVEN))
                .expectNoEvents();
    }

    @Test
    void aMoveThatIsOffLeavesTheOldProfileAlone() {
        given(
                        registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash),
                        new ChargePointEvent.SecurityProfileOpened("CP-7", 3, TEN))
                .when(new ChargePointCommand.CloseProfile(CP_7, 3, "too late", ELEVEN))
                .expectEvents(
                        new ChargePointEvent.SecurityProfileClosed("CP-7", 3, "too late", ELEVEN),
                        admitted(null, BY_KEY, ELEVEN, oldHash));
    }

    @Test
    void aKeyOpensTheDoorThatTheMoveLeadsTo() {
        given(registered(RegistrationStatus.ACCEPTED, OPEN, oldHash))
                .when(securityProfile("1"))
                .expectEvents(
                        securityProfileTold("1"),
                        new ChargePointEvent.SecurityProfileOpened("CP-7", 1, ELEVEN),
                        new ChargePointEvent.Admitted(
                                "CP-7", null, OPEN, 1, null, List.of(oldHash), ELEVEN));
    }

    @Test
    void whatItsCertificatesNameOpensItsDoorUntilTheyEnd() {
        given(registered(RegistrationStatus.ACCEPTED, OPEN, null))
                .when(new ChargePointCommand.Certify(CP_7, "aa", "SN-1", ELEVEN))
                .expectEvents(
                        new ChargePointEvent.Certified("CP-7", "aa", "SN-1", ELEVEN),
                        certified("SN-1"));

        fresh();
        given(
                        registered(RegistrationStatus.ACCEPTED, OPEN, null),
                        new ChargePointEvent.Certified("CP-7", "aa", "SN-1", TEN))
                .when(new ChargePointCommand.Decertify(CP_7, "aa", ELEVEN))
                .expectEvents(
                        new ChargePointEvent.Decertified("CP-7", "aa", ELEVEN),
                        admitted(null, OPEN, ELEVEN));
    }

    @Test
    void aBootChoosesNoNameAndLosesNone() {
        given(
                        registered(RegistrationStatus.ACCEPTED, OPEN, null),
                        booted(RegistrationStatus.ACCEPTED, BOOT_1, "1.0"),
                        new ChargePointEvent.Certified("CP-7", "aa", "SN-1", TEN))
                .when(
                        new ChargePointCommand.Boot(
                                CP_7,
                                BOOT_2,
                                new BootReport(
                                        "V", "M", "SN-2", null, "1.1", null, null, null, null),
                                ELEVEN))
                .expectEvents(
                        new ChargePointEvent.Booted(
                                "CP-7",
                                RegistrationStatus.ACCEPTED,
                                new BootReport(
                                        "V", "M", "SN-2", null, "1.1", null, null, null, null),
                                BOOT_2,
                                ELEVEN));
    }

    private static ChargePointEvent.Admitted certified(String name) {
        return new ChargePointEvent.Admitted(
                "CP-7", null, OPEN, null, null, List.of(), List.of(name), ELEVEN);
    }

    private static ChargePointCommand.ChangeConfiguration securityProfile(String value) {
        return new ChargePointCommand.ChangeConfiguration(
                CP_7, "SecurityProfile", value, false, COMMAND, "op", ELEVEN);
    }

    private static ChargePointEvent.ConfigurationChanged securityProfileTold(String value) {
        return new ChargePointEvent.ConfigurationChanged(
                "CP-7", "SecurityProfile", value, false, COMMAND, "op", ELEVEN);
    }

    private ChargePointEvent.Admitted moving(int next) {
        return new ChargePointEvent.Admitted(
                "CP-7", null, BY_KEY, next, null, List.of(oldHash), ELEVEN);
    }

    @Test
    void anOutcomeDeliveredTwiceCountsOnce() {
        var wish =
                new ChargePointCommand.WishAvailability(
                        CP_7, 1, Availability.INOPERATIVE, true, COMMAND, "op", ELEVEN);
        var wished =
                new ChargePointEvent.AvailabilityWished(
                        "CP-7", 1, Availability.INOPERATIVE, true, COMMAND, "op", ELEVEN);
        given(registered(RegistrationStatus.ACCEPTED, OPEN, null)).when(wish).expectEvents(wished);

        fresh();
        given(registered(RegistrationStatus.ACCEPTED, OPEN, null), wished)
                .when(wish)
                .expectNoEvents();
    }

    @Test
    void theValueOfAWriteOnlyKeyIsNotKept() {
        given(registered(RegistrationStatus.ACCEPTED, OPEN, null))
                .when(
                        new ChargePointCommand.ChangeConfiguration(
                                CP_7,
                                "authorizationkey",
                                newKey.hex(),
                                true,
                                COMMAND,
                                "op",
                                ELEVEN))
                .expectEvents(
                        new ChargePointEvent.ConfigurationChanged(
                                "CP-7", "authorizationkey", null, true, COMMAND, "op", ELEVEN));
    }

    @Test
    void theAdmissionCanBeToldAgainAtAnyTime() {
        given(registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash))
                .when(new ChargePointCommand.RepeatAdmission(CP_7, ELEVEN))
                .expectEvents(admitted(null, BY_KEY, ELEVEN, oldHash));

        fresh();
        given(
                        registered(RegistrationStatus.ACCEPTED, BY_KEY, oldHash),
                        new ChargePointEvent.Retired("CP-7", "op", TEN))
                .when(new ChargePointCommand.RepeatAdmission(CP_7, ELEVEN))
                .expectEvents(new ChargePointEvent.Dismissed("CP-7", ELEVEN));
    }

    private TestExecutor<ChargePoint> given(ChargePointEvent... events) {
        return chargePoint.given(Arrays.asList(events));
    }

    private ChargePointCommand.Register register(
            ChargePointEvent.Source source, RegistrationStatus admission) {
        return new ChargePointCommand.Register(CP_7, source, admission, BY_KEY, oldHash, "op", TEN);
    }

    private static ChargePointEvent.Registered registered(
            RegistrationStatus admission, ChargePointSettings settings, @Nullable KeyHash key) {
        return new ChargePointEvent.Registered(
                "CP-7", ChargePointEvent.Source.OPERATOR, "op", admission, settings, key, TEN);
    }

    private static ChargePointCommand.Boot boot(UUID messageId, String firmware) {
        return new ChargePointCommand.Boot(CP_7, messageId, report(firmware), ELEVEN);
    }

    private static ChargePointEvent.Booted booted(
            RegistrationStatus answered, UUID messageId, String firmware) {
        return new ChargePointEvent.Booted("CP-7", answered, report(firmware), messageId, ELEVEN);
    }

    private static BootReport report(String firmware) {
        return new BootReport("Vendor", "Model", null, null, firmware, null, null, null, null);
    }

    private static ChargePointCommand.DecideAdmission decide(RegistrationStatus admission) {
        return new ChargePointCommand.DecideAdmission(CP_7, admission, "op", ELEVEN);
    }

    private static ChargePointEvent.RegistrationChanged registrationChanged(
            @Nullable RegistrationStatus registration) {
        return new ChargePointEvent.RegistrationChanged("CP-7", registration, ELEVEN);
    }

    private static ChargePointEvent.Admitted admitted(
            @Nullable RegistrationStatus registration,
            ChargePointSettings settings,
            Instant at,
            KeyHash... keys) {
        return new ChargePointEvent.Admitted(
                "CP-7", registration, settings, null, settings.serialNumber(), List.of(keys), at);
    }

    private ChargePointEvent.KeyProposed proposed() {
        return new ChargePointEvent.KeyProposed("CP-7", newHash, "op", TEN);
    }

    private static ChargePointCommand.ChangeSettings changed(
            @Nullable Integer securityProfile, @Nullable Boolean strict) {
        return new ChargePointCommand.ChangeSettings(
                CP_7, securityProfile, null, null, strict, "op", ELEVEN);
    }

    private ChargePointCommand.SettleKey settle(Verdict verdict) {
        return new ChargePointCommand.SettleKey(CP_7, newKey, verdict, "because", ELEVEN);
    }
}
