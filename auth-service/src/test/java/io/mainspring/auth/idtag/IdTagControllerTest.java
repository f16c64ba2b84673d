package io.mainspring.auth.idtag;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

@AuthServiceTest
class IdTagControllerTest {

    private final Rest operator;

    @Autowired
    IdTagControllerTest(Rest operator) {
        this.operator = operator;
    }

    @Test
    void whatIsRegisteredIsReadBackInAnyCaseWithItsSpellingKept() {
        var created =
                operator.post(
                        "",
                        """
                        {"idTag": "Ct-1", "status": "Blocked", "parentIdTag": "Fleet",
                         "expiryDate": "2027-01-01T01:00:00.1239+01:00"}\
                        """);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/id-tags/Ct-1");

        var read = operator.get("/cT-1").json();
        assertThat(read).isEqualTo(created.json());
        assertThat(read.at("/idTag").asString()).isEqualTo("Ct-1");
        assertThat(read.at("/status").asString()).isEqualTo("Blocked");
        assertThat(read.at("/parentIdTag").asString()).isEqualTo("Fleet");
        assertThat(read.at("/expiryDate").asString()).isEqualTo("2027-01-01T00:00:00.123Z");
    }

    @Test
    void registeringAgainIsAnsweredAsTheFirstTimeUnlessTheTermsDiffer() {
        assertThat(operator.post("", "{\"idTag\": \"Ct-2\"}").status()).isEqualTo(201);
        assertThat(operator.post("", "{\"idTag\": \"CT-2\"}").at("/idTag")).isEqualTo("Ct-2");
        var otherwise = operator.post("", "{\"idTag\": \"CT-2\", \"status\": \"Blocked\"}");
        assertThat(otherwise.status()).isEqualTo(409);
        assertThat(operator.get("/ct-2").at("/status")).isEqualTo("Accepted");
    }

    @Test
    void puttingReplacesAllTermsAndTakesAwayWhatItDoesNotName() {
        operator.post(
                "",
                """
                {"idTag": "ct-3", "expiryDate": "2027-01-01T00:00:00Z", "parentIdTag": "Fleet"}\
                """);
        var put = operator.put("/CT-3", "{\"status\": \"Blocked\", \"parentIdTag\": \"Crew\"}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.at("/idTag")).isEqualTo("ct-3");
        assertThat(put.at("/status")).isEqualTo("Blocked");
        assertThat(put.at("/parentIdTag")).isEqualTo("Crew");
        assertThat(put.json().has("expiryDate")).isFalse();
        assertThat(operator.get("/ct-3").json()).isEqualTo(put.json());
    }

    @Test
    void puttingTheSameTwiceChangesNothingTheSecondTime() {
        var first = operator.put("/ct-4", "{\"status\": \"Accepted\"}");
        var second = operator.put("/ct-4", "{\"status\": \"Accepted\"}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void aDeletedIdTagIsGoneUntilItIsRegisteredAgain() {
        operator.post("", "{\"idTag\": \"ct-5\"}");
        assertThat(operator.delete("/CT-5").status()).isEqualTo(204);
        assertThat(operator.get("/ct-5").status()).isEqualTo(404);
        assertThat(operator.delete("/ct-5").status()).isEqualTo(404);
        assertThat(operator.post("", "{\"idTag\": \"CT-5\"}").status()).isEqualTo(201);
        assertThat(operator.get("/ct-5").at("/idTag")).isEqualTo("CT-5");
    }

    @Test
    void deletingWhatNeverWasLeavesNoTraceAndItCanBeRegisteredAfterwards() {
        assertThat(operator.delete("/ct-6").status()).isEqualTo(404);
        assertThat(operator.post("", "{\"idTag\": \"ct-6\"}").status()).isEqualTo(201);
        assertThat(operator.get("/ct-6").at("/status")).isEqualTo("Accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct;7", "ct:7", "ct/7", "ct 7", "ct%7", "ct?7#", "ct+7", "ct.7.", "ct\\7", "ctß7é😀"
            })
    void anyPrintableIdTagCanBeAddressed(String idTag) {
        var path = "/" + UriUtils.encode(idTag, java.nio.charset.StandardCharsets.UTF_8);
        var put = operator.put(path, "{\"status\": \"Accepted\"}");
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.header("Location")).isEqualTo("/api/v1/id-tags" + path);
        assertThat(operator.get(path).at("/idTag")).isEqualTo(idTag);
        assertThat(operator.delete(path).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                                              | /idTag
                    {"idTag": ""}                                                   | /idTag
                    {"idTag": "a\\u0000b"}                                          | /idTag
                    {"idTag": "a\\ud83d"}                                           | /idTag
                    {"idTag": "ct-8", "status": "Expired"}                          | /status
                    {"idTag": "ct-8", "expiryDate": "tomorrow"}                     | /expiryDate
                    {"idTag": "ct-8", "expiryDate": "+12026-01-01T00:00:00Z"}       | /expiryDate
                    {"idTag": "ct-8", "parentIdTag": "123456789012345678901"}       | /parentIdTag
                    """)
    void aWrongFieldIsNamed(String body, String pointer) {
        var answer = operator.post("", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/pointer")).isEqualTo(pointer);
        assertThat(operator.get("/ct-8").status()).isEqualTo(404);
    }

    @Test
    void puttingWithoutStatusIsRefusedSoThatNobodyIsFreedByOmission() {
        operator.put("/ct-9", "{\"status\": \"Blocked\"}");
        var answer = operator.put("/ct-9", "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/pointer")).isEqualTo("/status");
        assertThat(operator.get("/ct-9").at("/status")).isEqualTo("Blocked");
    }

    @Test
    void aListIsPagedNewestFirstAndNothingIsSkippedOrRepeated() {
        var idTags = IntStream.range(0, 25).mapToObj(i -> "list-a-" + i).toList();
        idTags.forEach(idTag -> operator.put("/" + idTag, "{\"status\": \"Accepted\"}"));

        List<String> read = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        var cursor = "";
        do {
            var page = operator.get("?idTag=LIST-A-&limit=10" + cursor);
            page.json().at("/items").forEach(item -> read.add(item.at("/idTag").asString()));
            sizes.add(page.json().at("/items").size());
            cursor =
                    page.json().at("/nextCursor").isString()
                            ? "&cursor=" + page.at("/nextCursor")
                            : "";
        } while (!cursor.isEmpty());

        assertThat(read).isEqualTo(idTags.reversed());
        assertThat(sizes).containsExactly(10, 10, 5);
    }

    @Test
    void aListIsNarrowedByEachFilterAndByAllTogether() {
        operator.put("/list-b-1", "{\"status\": \"Accepted\", \"parentIdTag\": \"LB\"}");
        operator.put("/list-b-2", "{\"status\": \"Blocked\", \"parentIdTag\": \"lb\"}");
        operator.put(
                "/list-b-3", "{\"status\": \"Blocked\", \"expiryDate\": \"2026-01-01T00:00:00Z\"}");
        operator.put("/list_b-4", "{\"status\": \"Blocked\"}");

        assertThat(list("idTag=List-B")).containsExactly("list-b-3", "list-b-2", "list-b-1");
        assertThat(list("idTag=list_b")).containsExactly("list_b-4");
        assertThat(list("parentIdTag=Lb")).containsExactly("list-b-2", "list-b-1");
        assertThat(list("idTag=list-b&status=blocked")).containsExactly("list-b-3", "list-b-2");
        assertThat(list("idTag=list-b&expiresBefore=2026-06-01T00:00:00Z"))
                .containsExactly("list-b-3");
        assertThat(list("idTag=list-b&expiresBefore=2026-01-01T00:00:00Z")).isEmpty();
        assertThat(list("idTag=list-b&parentIdTag=LB&status=Accepted")).containsExactly("list-b-1");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, ?limit",
        "cursor=nonsense, ?cursor",
        "status=Expired, ?status",
        "idTag=%00, ?idTag",
        "parentIdTag=%00, ?parentIdTag"
    })
    void aWrongParameterIsNamed(String query, String pointer) {
        var answer = operator.get("?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/pointer")).isEqualTo(pointer);
    }

    @Test
    void nothingIsOpenWithoutAKey() {
        assertThat(operator.withoutKey("").status()).isEqualTo(401);
        assertThat(operator.withoutKey("/export").status()).isEqualTo(401);
    }

    private List<String> list(String query) {
        return operator.get("?" + query).json().at("/items").values().stream()
                .map((JsonNode item) -> item.at("/idTag").asString())
                .toList();
    }
}
