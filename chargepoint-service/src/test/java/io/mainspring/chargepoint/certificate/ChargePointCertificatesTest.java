package io.mainspring.chargepoint.certificate;

import io.mainspring.chargepoint.ChargePointId;
import io.mainspring.chargepoint.certificate.CertificateCommand.SettleDelivery.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class ChargePointCertificatesTest {

    private static final ChargePointId CP_7 = new ChargePointId("CP-7");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant ELEVEN = TEN.plus(Duration.ofHours(1));

    private final AggregateTestFixture<ChargePointCertificates> certificates =
            new AggregateTestFixture<>(ChargePointCertificates.class);

    @Test
    void aRepeatedRequestIsTheSameAsLongAsItIsInHand() {
        given(requested(1))
                .when(request(2, "CSR 1", TEN))
                .expectResultMessagePayload(true)
                .expectNoEvents();
    }

    @Test
    void itIsTheSameAlsoWhileItsCertificateIsOnItsWay() {
        given(requested(1), signing(1), signed(1, "aa"), sent("aa"))
                .when(request(2, "CSR 1", TEN))
                .expectResultMessagePayload(true)
                .expectNoEvents();
    }

    @Test
    void afterThatItIsAnotherOne() {
        given(requested(1), signing(1), signed(1, "aa"), sent("aa"), accepted("aa"))
                .when(request(2, "CSR 1", TEN))
                .expectResultMessagePayload(true)
                .expectEvents(new CertificateEvent.Requested("CP-7", id(2), "CSR 1", "SN-1", TEN));
    }

    @Test
    void whoAsksAllTheTimeIsRefused() {
        given(requested(1, 12).toArray())
                .when(request(13, "CSR 13", TEN.plusSeconds(60)))
                .expectResultMessagePayload(false)
                .expectEvents(
                        new CertificateEvent.Refused(
                                "CP-7",
                                id(13),
                                "there were 12 requests within an hour",
                                TEN.plusSeconds(60)));
    }

    @Test
    void andTakenUpAgainLater() {
        given(requested(1, 12).toArray())
                .when(request(13, "CSR 13", ELEVEN))
                .expectResultMessagePayload(true);
    }

    @Test
    void theSameRefusalAgainIsNoNews() {
        given(new CertificateEvent.Refused("CP-7", id(1), "not readable", TEN))
                .when(
                        new CertificateCommand.Request(
                                CP_7, id(2), "", "", false, "not readable", TEN.plusSeconds(60)))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void whoProvesNothingMustBeAsked() {
        certificates
                .givenNoPriorActivity()
                .when(unproven())
                .expectResultMessagePayload(false)
                .expectEvents(
                        new CertificateEvent.Refused(
                                "CP-7",
                                id(1),
                                "nobody asked for it, and in security profile 0 anybody could"
                                        + " have sent it",
                                ELEVEN));
    }

    @Test
    void whoWasAskedMaySendARequest() {
        given(new CertificateEvent.Invited("CP-7", "op", TEN))
                .when(unproven())
                .expectResultMessagePayload(true);
    }

    @Test
    void aLateAnswerOfTheAuthorityCounts() {
        given(requested(1), signing(1), failed(1))
                .when(recordSigned(1, "aa"))
                .expectResultMessagePayload(true)
                .expectEvents(signed(1, "aa"));
    }

    @Test
    void theSameCertificateForAnotherRequestIsAFailure() {
        given(requested(1), signing(1), signed(1, "aa"), requested(2), signing(2))
                .when(recordSigned(2, "aa"))
                .expectResultMessagePayload(false)
                .expectEvents(
                        new CertificateEvent.SigningFailed(
                                "CP-7",
                                id(2),
                                "the authority gave certificate aa for the second time",
                                TEN));
    }

    @Test
    void anAnswerOfTheChargePointCountsAlsoWhenItWasGivenUp() {
        given(requested(1), signing(1), signed(1, "aa"), sent("aa"), undelivered("aa"))
                .when(settle(Delivery.ACCEPTED))
                .expectEvents(accepted("aa"));
    }

    @Test
    void aCertificateInUseIsNoWorseForBeingSentAgain() {
        given(requested(1), signing(1), signed(1, "aa"), sent("aa"), inUse("aa"), sent("aa"))
                .when(settle(Delivery.FAILED))
                .expectNoEvents();
    }

    @Test
    void comingWithACertificateTellsThatItArrived() {
        given(requested(1), signing(1), signed(1, "aa"), sent("aa"), undelivered("aa"))
                .when(new CertificateCommand.SeeInUse(CP_7, "aa", TEN))
                .expectEvents(inUse("aa"));
    }

    @Test
    void whatWasUsedBeforeIsNotRenewedAnyMore() {
        given(
                        requested(1),
                        signing(1),
                        signed(1, "aa"),
                        sent("aa"),
                        inUse("aa"),
                        requested(2),
                        signing(2),
                        signed(2, "bb"),
                        sent("bb"),
                        inUse("bb"))
                .when(new CertificateCommand.AskRenewal(CP_7, "aa", TEN))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void aNewOneThatIsNotUsedYetStaysWhenTheOldOneIsSeen() {
        given(
                        requested(1),
                        signing(1),
                        signed(1, "aa"),
                        sent("aa"),
                        accepted("aa"),
                        requested(2),
                        signing(2),
                        signed(2, "bb"),
                        sent("bb"),
                        accepted("bb"),
                        inUse("aa"))
                .when(new CertificateCommand.AskRenewal(CP_7, "bb", TEN))
                .expectResultMessagePayload(true);
    }

    @Test
    void aForgottenCertificateCanStillBeRevoked() {
        given(requested(1))
                .when(new CertificateCommand.Revoke(CP_7, "aa", "op", TEN))
                .expectEvents(new CertificateEvent.Revoked("CP-7", "aa", "op", TEN));
    }

    private TestExecutor<ChargePointCertificates> given(Object... events) {
        return certificates.given(events);
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static CertificateCommand.Request request(int number, String csr, Instant at) {
        return new CertificateCommand.Request(CP_7, id(number), csr, "SN-1", false, null, at);
    }

    private static CertificateCommand.Request unproven() {
        return new CertificateCommand.Request(CP_7, id(1), "CSR", "CP-7", true, null, ELEVEN);
    }

    private static CertificateCommand.RecordSigned recordSigned(int number, String serialNumber) {
        return new CertificateCommand.RecordSigned(
                CP_7, id(number), serialNumber, "CN=SN-1", TEN, ELEVEN, "PEM", TEN);
    }

    private static CertificateCommand.SettleDelivery settle(Delivery delivery) {
        return new CertificateCommand.SettleDelivery(CP_7, "aa", delivery, "because", TEN);
    }

    private static CertificateEvent requested(int number) {
        return new CertificateEvent.Requested("CP-7", id(number), "CSR " + number, "SN-1", TEN);
    }

    private static List<Object> requested(int first, int last) {
        var events = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            events.add(requested(i));
        }
        return events;
    }

    private static CertificateEvent signing(int number) {
        return new CertificateEvent.SigningStarted("CP-7", id(number), TEN);
    }

    private static CertificateEvent failed(int number) {
        return new CertificateEvent.SigningFailed("CP-7", id(number), "no answer", TEN);
    }

    private static CertificateEvent signed(int number, String serialNumber) {
        return new CertificateEvent.Signed(
                "CP-7", id(number), serialNumber, "CN=SN-1", TEN, ELEVEN, "PEM", TEN);
    }

    private static CertificateEvent sent(String serialNumber) {
        return new CertificateEvent.Sent("CP-7", serialNumber, "certificates", TEN);
    }

    private static CertificateEvent accepted(String serialNumber) {
        return new CertificateEvent.Accepted("CP-7", serialNumber, TEN);
    }

    private static CertificateEvent undelivered(String serialNumber) {
        return new CertificateEvent.Undelivered("CP-7", serialNumber, "TIMED_OUT", TEN);
    }

    private static CertificateEvent inUse(String serialNumber) {
        return new CertificateEvent.SeenInUse("CP-7", serialNumber, TEN);
    }
}
