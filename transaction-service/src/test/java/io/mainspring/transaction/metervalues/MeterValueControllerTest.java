package io.mainspring.transaction.metervalues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.Rest;
import io.mainspring.transaction.TransactionServiceTest;
import io.mainspring.transaction.WireSide;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TransactionServiceTest
class MeterValueControllerTest {

    private static final String PATH = "/api/v1/transactions/{id}/meter-values?limit=2";

    @Autowired private WireSide wire;
    @Autowired private Rest rest;
    @Autowired private GivenIdTags idTags;
    @Autowired private JdbcClient sql;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private int id;

    @BeforeEach
    void givenARunningTransaction() {
        id = wire.start(cp, 1, idTags.accepted(), 0, now.minusSeconds(60));
    }

    @Test
    void aCurveIsReadPageByPageInTheOrderOfTheChargePointsClock() {
        report(now.minusSeconds(10), "30");
        report(now.minusSeconds(30), "10");
        report(now.minusSeconds(20), "20");
        awaitRows(6);

        var values = new ArrayList<String>();
        var page = rest.get(PATH, id);
        values.addAll(values(page));
        while (!page.body().get("nextCursor").isNull()) {
            page = rest.get(PATH + "&cursor={cursor}", id, page.text("/nextCursor"));
            values.addAll(values(page));
        }

        assertThat(values).containsExactly("16", "10", "16", "20", "16", "30");
        assertThat(values(rest.get(PATH + "&measurand=Current.Import", id)))
                .containsExactly("16", "16");
    }

    @Test
    void whatAChargePointSentTwiceIsShownOnce() {
        report(now, "10");
        report(now, "10");
        awaitRows(4);

        assertThat(values(rest.get(PATH, id))).containsExactly("16", "10");
    }

    private void report(Instant at, String energy) {
        wire.send(
                cp,
                "m-1",
                Action.METER_VALUES,
                """
                {"connectorId":1,"transactionId":%d,"meterValue":[{"timestamp":"%s","sampledValue":[
                    {"value":"%s"},{"value":"16","measurand":"Current.Import","unit":"A"}]}]}\
                """
                        .formatted(id, at, energy));
    }

    private void awaitRows(long count) {
        await().until(
                        () ->
                                sql.sql(
                                                "select count(*) from meter_value where charge_point_id = ?")
                                        .param(cp)
                                        .query(Long.class)
                                        .single(),
                        found -> found == count);
    }

    private static List<String> values(Rest.Answer page) {
        var values = new ArrayList<String>();
        page.body().get("items").forEach(item -> values.add(item.get("value").asString()));
        return values;
    }
}
