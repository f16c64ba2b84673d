package io.mainspring.auth.idtag;

import io.mainspring.auth.idtag.IdTagCommand.Delete;
import io.mainspring.auth.idtag.IdTagCommand.Put;
import io.mainspring.auth.idtag.IdTagCommand.Register;
import io.mainspring.auth.idtag.IdTagCommand.RegisterFirst;
import io.mainspring.auth.idtag.IdTagEvent.Changed;
import io.mainspring.auth.idtag.IdTagEvent.Deleted;
import io.mainspring.auth.idtag.IdTagEvent.Registered;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class IdTagTest {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final Terms FREE = new Terms(Standing.ACCEPTED, null, null);
    private static final Terms BARRED = new Terms(Standing.BLOCKED, null, null);
    private static final Terms FLEET_UNTIL_NEW_YEAR =
            new Terms(Standing.ACCEPTED, NEW_YEAR, "FLEET");

    private static final Registered REGISTERED =
            new Registered("DeadBeef", Standing.ACCEPTED, null, null);

    private final AggregateTestFixture<IdTag> idTag = new AggregateTestFixture<>(IdTag.class);

    @Test
    void registeringKeepsSpellingAndTerms() {
        idTag.givenNoPriorActivity()
                .when(new Register("DeadBeef", FLEET_UNTIL_NEW_YEAR))
                .expectResultMessagePayload(Effect.REGISTERED)
                .expectEvents(new Registered("DeadBeef", Standing.ACCEPTED, NEW_YEAR, "FLEET"));
    }

    @Test
    void registeringTheSameAgainInAnotherCaseChangesNothing() {
        idTag.given(REGISTERED)
                .when(new Register("DEADBEEF", FREE))
                .expectResultMessagePayload(Effect.UNCHANGED)
                .expectNoEvents();
    }

    @Test
    void registeringOnOtherTermsIsRefused() {
        idTag.given(REGISTERED)
                .when(new Register("deadbeef", BARRED))
                .expectResultMessagePayload(Effect.REGISTERED_OTHERWISE)
                .expectNoEvents();
    }

    @Test
    void theFirstRegistrationOfAnImportNeedsNoHistory() {
        idTag.givenNoPriorActivity()
                .when(new RegisterFirst("DeadBeef", FREE))
                .expectResultMessagePayload(Effect.REGISTERED)
                .expectEvents(REGISTERED);
    }

    @Test
    void puttingOtherTermsKeepsTheSpelling() {
        idTag.given(REGISTERED)
                .when(new Put("DEADBEEF", FLEET_UNTIL_NEW_YEAR))
                .expectResultMessagePayload(Effect.CHANGED)
                .expectEvents(new Changed("DeadBeef", Standing.ACCEPTED, NEW_YEAR, "FLEET"));
    }

    @Test
    void puttingTheSameTermsChangesNothing() {
        idTag.given(REGISTERED, new Changed("DeadBeef", Standing.BLOCKED, null, null))
                .when(new Put("DeadBeef", BARRED))
                .expectResultMessagePayload(Effect.UNCHANGED)
                .expectNoEvents();
    }

    @Test
    void puttingAnUnknownIdTagRegistersIt() {
        idTag.givenNoPriorActivity()
                .when(new Put("DeadBeef", FREE))
                .expectResultMessagePayload(Effect.REGISTERED)
                .expectEvents(REGISTERED);
    }

    @Test
    void deletingEndsTheRegistration() {
        idTag.given(REGISTERED)
                .when(new Delete("DEADBEEF"))
                .expectResultMessagePayload(Effect.DELETED)
                .expectEvents(new Deleted("DeadBeef"));
    }

    @Test
    void deletingTwiceIsRefusedTheSecondTime() {
        idTag.given(REGISTERED, new Deleted("DeadBeef"))
                .when(new Delete("DeadBeef"))
                .expectResultMessagePayload(Effect.NOT_REGISTERED)
                .expectNoEvents();
    }

    @Test
    void deletingWhatNeverWasIsRefused() {
        idTag.givenNoPriorActivity()
                .when(new Delete("DeadBeef"))
                .expectResultMessagePayload(Effect.NOT_REGISTERED)
                .expectNoEvents();
    }

    @Test
    void aDeletedIdTagCanBeRegisteredAgainInANewSpelling() {
        idTag.given(REGISTERED, new Deleted("DeadBeef"))
                .when(new Register("DEADBEEF", BARRED))
                .expectResultMessagePayload(Effect.REGISTERED)
                .expectEvents(new Registered("DEADBEEF", Standing.BLOCKED, null, null));
    }
}
