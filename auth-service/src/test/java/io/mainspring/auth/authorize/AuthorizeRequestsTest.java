package io.mainspring.auth.authorize;

import static io.mainspring.auth.ChargePoints.authorizing;
import static io.mainspring.auth.ChargePoints.request;
import static io.mainspring.auth.ServiceUnderTest.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.ChargePoints;
import io.mainspring.auth.Rest;
import io.mainspring.contracts.Delivery;
import io.mainspring.contracts.Owner;
import io.mainspring.contracts.Request;
import io.mainspring.contracts.Topic;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AuthServiceTest
class AuthorizeRequestsTest {

    private final Rest operator;
    private final ChargePoints chargePoints;

    @Autowired
    AuthorizeRequestsTest(Rest operator, ChargePoints chargePoints) {
        this.operator = operator;
        this.chargePoints = chargePoints;
    }

    @Test
    void anIdTagJustRegisteredIsAcceptedWithExpiryDateAndGroup() {
        register("{'idTag': 'AZ-1', 'expiryDate': '2026-11-22T12:00:01Z', 'parentIdTag': 'Fleet'}");
        assertThat(chargePoints.authorize("AZ-1"))
                .isEqualTo(
                        new IdTagInfo(
                                AuthorizationStatus.ACCEPTED,
                                NOON.plusSeconds(1),
                                new IdToken("Fleet")));
    }

    @Test
    void anUnknownIdTagIsInvalid() {
        assertThat(chargePoints.authorize("AZ-nobody"))
                .isEqualTo(IdTagInfo.of(AuthorizationStatus.INVALID));
    }

    @Test
    void anIdTagPastItsExpiryDateIsExpired() {
        register("{'idTag': 'AZ-2', 'expiryDate': '2026-11-22T12:00:00Z'}");
        assertThat(chargePoints.authorize("AZ-2").status()).isEqualTo(AuthorizationStatus.EXPIRED);
    }

    @Test
    void aBarredIdTagIsBlockedAtOnceAndAcceptedAtOnceWhenFreed() {
        register("{'idTag': 'AZ-3'}");
        operator.put("/AZ-3", "{\"status\": \"Blocked\"}");
        assertThat(chargePoints.authorize("AZ-3").status()).isEqualTo(AuthorizationStatus.BLOCKED);
        operator.put("/AZ-3", "{\"status\": \"Accepted\"}");
        assertThat(chargePoints.authorize("AZ-3").status()).isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void aDeletedIdTagIsInvalidAtOnce() {
        register("{'idTag': 'AZ-4'}");
        operator.delete("/AZ-4");
        assertThat(chargePoints.authorize("AZ-4").status()).isEqualTo(AuthorizationStatus.INVALID);
    }

    @Test
    void upperAndLowerCaseAreTheSame() {
        register("{'idTag': 'Az-Straße-5'}");
        assertThat(chargePoints.authorize("aZ-STRAßE-5").status())
                .isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void anEmptyIdTagIsInvalid() {
        assertThat(chargePoints.authorize("").status()).isEqualTo(AuthorizationStatus.INVALID);
    }

    @Test
    void anIdTagLongerThanTheProtocolAllowsIsAnsweredAllTheSame() {
        var idTag = "VID:" + "0123456789;".repeat(20);
        register("{'idTag': '" + idTag + "'}");
        assertThat(chargePoints.authorize(idTag).status()).isEqualTo(AuthorizationStatus.ACCEPTED);
    }

    @Test
    void aGroupIsNotAnIdTag() {
        register("{'idTag': 'AZ-6', 'parentIdTag': 'AZ-parent'}");
        assertThat(chargePoints.authorize("AZ-parent").status())
                .isEqualTo(AuthorizationStatus.INVALID);
    }

    @Test
    void everyRequestOfAFullPollIsAnsweredWhateverStandsBesideIt() {
        register("{'idTag': 'AZ-7'}");
        List<Request> good = new ArrayList<>();
        List<Request> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            var request = request("CP-" + i % 7, authorizing("az-7"));
            good.add(request);
            all.add(request);
        }
        var noPayload = request("CP-1", "this is no JSON");
        var noIdTag = request("CP-2", "{}");
        var notForUs = request("CP-3", Action.GET_LOCAL_LIST_VERSION, "{}");
        var notStorable = request("CP-4", authorizing("a\u0000b"));
        all.addAll(100, List.of(noPayload, noIdTag, notForUs, notStorable));

        var answers = chargePoints.exchange(all);

        assertThat(answers).hasSize(404);
        assertThat(good)
                .allSatisfy(request ->
                        assertThat(answers.get(request.uniqueId()))
                                .isInstanceOfSatisfying(
                                        Delivery.Reply.class,
                                        reply ->
                                                assertThat(ChargePoints.info(reply).status())
                                                        .isEqualTo(AuthorizationStatus.ACCEPTED)));
        assertThat(refusalOf(answers.get(noPayload.uniqueId()))).isEqualTo("InternalError");
        assertThat(refusalOf(answers.get(noIdTag.uniqueId()))).isEqualTo("InternalError");
        assertThat(refusalOf(answers.get(notForUs.uniqueId()))).isEqualTo("NotSupported");
        assertThat(answers.get(notStorable.uniqueId()))
                .isInstanceOfSatisfying(
                        Delivery.Reply.class,
                        reply ->
                                assertThat(ChargePoints.info(reply).status())
                                        .isEqualTo(AuthorizationStatus.INVALID));
        assertThat(ChargePoints.everythingOn(Topic.requests(Owner.AUTH).deadLetters()))
                .extracting(letter ->
                        new String(letter.value(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("this is no JSON", "{}");
    }

    private static String refusalOf(@org.jspecify.annotations.Nullable Delivery delivery) {
        return delivery instanceof Delivery.Refusal refusal
                ? refusal.errorCode()
                : "no refusal: " + delivery;
    }

    private void register(String json) {
        assertThat(operator.post("", json.replace('\'', '"')).status()).isEqualTo(201);
    }
}
