package io.mainspring.auth.idtag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.Rest;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AuthServiceTest
class IdTagImportTest {

    private final Rest operator;
    private final JdbcClient db;

    @Autowired
    IdTagImportTest(Rest operator, JdbcClient db) {
        this.operator = operator;
        this.db = db;
    }

    @Test
    void goodRowsAreTakenOverAndBrokenOnesAreNamedByLineAndField() {
        var summary =
                operator.postCsv(
                        "/import",
                        """
                        idTag,status,expiryDate,parentIdTag
                        Im-a-1,Accepted,2027-01-01T00:00:00Z,Fleet
                        ,Accepted,,
                        "im-a-2",Blocked,,"Crew ""A"", night"
                        im-a-3,Perhaps,someday,
                        "im-a-4,Accepted,,

                        im-a-5,Accepted
                        im-a-6,,,
                        """);
        assertThat(summary.status()).isEqualTo(200);
        assertThat(summary.text())
                .isEqualTo(
                        """
                        {"imported":3,"unchanged":0,"failed":4,"errors":[\
                        {"line":3,"field":"idTag","reason":"must not be empty"},\
                        {"line":5,"field":"status","reason":"must be Accepted or Blocked"},\
                        {"line":5,"field":"expiryDate","reason":"must be a time such as 2030-12-31T23:00:00Z"},\
                        {"line":6,"reason":"value 1: the quote does not end"},\
                        {"line":8,"reason":"has 2 values, the header has 4"}]}\
                        """);
        assertThat(operator.get("/im-a-1").at("/expiryDate")).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(operator.get("/im-a-2").at("/parentIdTag")).isEqualTo("Crew \"A\", night");
        assertThat(operator.get("/im-a-2").at("/status")).isEqualTo("Blocked");
        assertThat(operator.get("/im-a-3").status()).isEqualTo(404);
        assertThat(operator.get("/im-a-6").at("/status")).isEqualTo("Accepted");
    }

    @Test
    void importingAgainChangesNothingAndStoresNothing() {
        var csv = "idTag,parentIdTag\n" + rows("im-b-", 2_500, ",Fleet");
        assertThat(operator.postCsv("/import", csv).at("/imported")).isEqualTo("2500");
        var stored = storedEvents("im-b-");

        var again = operator.postCsv("/import", csv.replace("im-b", "IM-B"));

        assertThat(again.at("/imported")).isEqualTo("0");
        assertThat(again.at("/unchanged")).isEqualTo("2500");
        assertThat(stored).isEqualTo(2_500);
        assertThat(storedEvents("im-b-")).isEqualTo(2_500);
    }

    @Test
    void aFileWithoutStatusesFreesNobody() {
        operator.put("/im-c-1", "{\"status\": \"Blocked\"}");
        var summary = operator.postCsv("/import", "idTag,parentIdTag\nIM-C-1,Fleet\n");
        assertThat(summary.at("/imported")).isEqualTo("1");
        assertThat(operator.get("/im-c-1").at("/status")).isEqualTo("Blocked");
        assertThat(operator.get("/im-c-1").at("/parentIdTag")).isEqualTo("Fleet");
    }

    @Test
    void deletedIdTagsComeBackAmongNewOnes() {
        operator.postCsv("/import", "idTag\n" + rows("im-d-", 20, ""));
        IntStream.range(5, 10).forEach(i -> operator.delete("/im-d-" + i));

        var summary = operator.postCsv("/import", "idTag\n" + rows("im-d-", 30, ""));

        assertThat(summary.at("/imported")).isEqualTo("15");
        assertThat(summary.at("/unchanged")).isEqualTo("15");
        assertThat(operator.get("/im-d-7").status()).isEqualTo(200);
        assertThat(operator.get("?idTag=im-d-&limit=100").json().at("/items").size()).isEqualTo(30);
    }

    @Test
    void ofSeveralLinesForOneIdTagTheLastCounts() {
        var summary =
                operator.postCsv(
                        "/import",
                        """
                        idTag,status,parentIdTag
                        im-e-1,Accepted,A
                        IM-E-1,Blocked,B
                        Im-E-1,,C
                        """);
        assertThat(summary.at("/imported")).isEqualTo("3");
        var view = operator.get("/im-e-1");
        assertThat(view.at("/idTag")).isEqualTo("im-e-1");
        assertThat(view.at("/status")).isEqualTo("Blocked");
        assertThat(view.at("/parentIdTag")).isEqualTo("C");
    }

    @Test
    void twoImportsOfTheSameAtOnceDoNotHurtEachOther() throws Exception {
        var csv = "idTag\n" + rows("im-f-", 3_000, "");
        var threads = Executors.newFixedThreadPool(2);
        try (threads) {
            Callable<Rest.Answer> sending = () -> operator.postCsv("/import", csv);
            var both = threads.invokeAll(List.of(sending, sending));
            long imported = 0;
            for (var one : both) {
                assertThat(one.get().status()).isEqualTo(200);
                imported += one.get().json().at("/imported").asLong();
            }
            assertThat(imported).isEqualTo(3_000);
        }
        assertThat(storedEvents("im-f-")).isEqualTo(3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "status\nAccepted\n", "idTag,valid\nA,B\n", "\"idTag\n"})
    void aFileWithoutAHeaderThatCanBeTrustedIsRefusedAsAWhole(String csv) {
        var answer = operator.postCsv("/import", csv);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/title")).isEqualTo("Unusable CSV");
    }

    @Test
    void onlyTheErrorsOfTheFirstThousandFailedLinesAreTold() {
        var summary = operator.postCsv("/import", "idTag\n" + ",\n".repeat(1_200)).json();
        assertThat(summary.at("/failed").asLong()).isEqualTo(1_200);
        assertThat(summary.at("/errors").size()).isEqualTo(1_000);
    }

    @Test
    void bytesThatAreNoTextAreTheFaultOfTheirLineOnly() {
        var csv = "idTag\nim-g-1\nim-g-?\nim-g-3\n".getBytes(UTF_8);
        csv[18] = (byte) 0xFF;
        var summary = operator.postCsv("/import", BodyPublishers.ofByteArray(csv)).json();
        assertThat(summary.at("/imported").asLong()).isEqualTo(2);
        assertThat(summary.at("/errors/0/line").asLong()).isEqualTo(3);
        assertThat(summary.at("/errors/0/field").asString()).isEqualTo("idTag");
    }

    @Test
    void whatIsExportedIsReadByOthersAndChangesNothingWhenImported() throws IOException {
        operator.postCsv(
                "/import",
                """
                idTag;status;expiryDate;parentIdTag
                "ex;1,2""3";Blocked;2027-01-01T00:00:00.5Z;Fleet
                ex-2;Accepted;;
                """);
        var export = operator.get("/export");
        assertThat(export.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");

        try (var parser =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new StringReader(export.text()))) {
            assertThat(parser.getHeaderNames())
                    .containsExactly("idTag", "status", "expiryDate", "parentIdTag");
            assertThat(parser.stream().filter(r -> r.get("idTag").startsWith("ex")))
                    .extracting(CSVRecord::toList)
                    .containsExactly(
                            List.of("ex-2", "Accepted", "", ""),
                            List.of("ex;1,2\"3", "Blocked", "2027-01-01T00:00:00.500Z", "Fleet"));
        }
        var again = operator.postCsv("/import", export.text());
        assertThat(again.at("/imported")).isEqualTo("0");
        assertThat(again.at("/failed")).isEqualTo("0");
    }

    private long storedEvents(String prefix) {
        return db.sql("select count(*) from domain_event where aggregate_id like ? || '%'")
                .param(prefix)
                .query(Long.class)
                .single();
    }

    private static String rows(String prefix, int count, String rest) {
        var csv = new StringBuilder();
        IntStream.range(0, count)
                .forEach(i -> csv.append(prefix).append(i).append(rest).append('\n'));
        return csv.toString();
    }
}
