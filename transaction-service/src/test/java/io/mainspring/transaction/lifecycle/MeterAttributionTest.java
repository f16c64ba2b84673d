package io.mainspring.transaction.lifecycle;

import static io.mainspring.transaction.lifecycle.Polls.aStart;
import static io.mainspring.transaction.lifecycle.Polls.aStop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mainspring.kit.polls.PollTransaction;
import io.mainspring.kit.requests.IncomingRequest;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.TransactionServiceTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TransactionServiceTest
class MeterAttributionTest {

    @Autowired private PollTransaction transaction;
    @Autowired private Decisions decisions;
    @Autowired private GivenIdTags idTags;
    @Autowired private JdbcClient sql;

    private final String cp = "CP-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant start = now.minus(Duration.ofMinutes(30));
    private final Instant stop = now.minus(Duration.ofMinutes(10));
    private Polls polls;

    @BeforeEach
    void given() {
        polls = new Polls(transaction, decisions);
    }

    @Test
    void aReportedTransactionOfTheChargePointIsTakenAtItsWord() {
        int id = started(1);

        polls.handle(values(1, id, now, "100"));

        assertThat(attributed()).containsExactly(id);
    }

    @Test
    void withoutTransactionIdTheOneThatWasGoingOnGetsTheSample() {
        int first = started(1);
        polls.stop(cp, aStop(first, 500, stop));
        int second =
                polls.start(cp, aStart(1, idTags.accepted(), 500, stop.plusSeconds(60)))
                        .transactionId();

        polls.handle(
                values(1, null, start.minusSeconds(1), "1"),
                values(1, null, start, "2"),
                values(1, -1, stop.minusSeconds(1), "3"),
                values(1, 0, stop.plusSeconds(30), "4"),
                values(1, null, now, "5"),
                values(2, null, now, "6"));

        assertThat(attributed()).containsExactly(null, first, first, null, second, null);
    }

    @Test
    void anUnknownOrForeignTransactionIdIsKeptAndTheSampleAttachedByTime() {
        int own = started(1);
        int foreign =
                polls.start(cp + "-other", aStart(1, idTags.accepted(), 0, start)).transactionId();

        polls.handle(values(1, Integer.MAX_VALUE, now, "1"), values(1, foreign, now, "2"));

        assertThat(attributed()).containsExactly(own, own);
        assertThat(
                        sql.sql(
                                        """
                                        select reported_transaction_id from meter_value
                                        where charge_point_id = ? order by value
                                        """)
                                .param(cp)
                                .query(Integer.class)
                                .list())
                .containsExactly(Integer.MAX_VALUE, foreign);
    }

    @Test
    void theMainMeterBelongsToNoTransaction() {
        started(1);

        polls.handle(values(0, null, now, "1"));

        assertThat(attributed()).containsOnlyNulls().hasSize(1);
    }

    @Test
    void samplesInThePollOfTheirStartFindIt() {
        var idTag = idTags.accepted();

        var answers =
                polls.handle(
                        polls.record(cp, aStart(1, idTag, 0, now.minusSeconds(9))),
                        values(1, -1, now, "1"));

        assertThat(attributed()).containsExactly(Polls.ids(answers).getFirst());
    }

    @Test
    void samplesThatCameBeforeAStartFromTheOfflineQueueBelongToItOnceItsEndIsKnown() {
        polls.handle(
                values(1, null, start.minusSeconds(1), "1"),
                values(1, null, start.plusSeconds(60), "2"),
                values(1, null, now, "3"));
        int id = started(1);

        polls.stop(cp, aStop(id, 500, stop));

        assertThat(attributed()).containsExactly(null, id, null);
    }

    @Test
    void theDataOfAStopBecomesMeterValuesOnce() {
        int id = started(2);
        var record =
                polls.record(
                        cp,
                        Action.STOP_TRANSACTION,
                        """
                        {"transactionId":%d,"meterStop":500,"timestamp":"%s","transactionData":[
                          {"timestamp":"%s","sampledValue":[
                            {"value":"0","context":"Transaction.Begin"}]},
                          {"timestamp":"%s","sampledValue":[
                            {"value":"0.5","unit":"kWh","context":"Transaction.End"},
                            {"value":"3045...","format":"SignedData"}]}]}\
                        """
                                .formatted(id, stop, start, stop));

        polls.handle(record);
        polls.handle(record);

        assertThat(rows())
                .extracting(row -> row.get("context"), row -> row.get("reported_in"))
                .containsExactlyInAnyOrder(
                        tuple("Transaction.Begin", "StopTransaction"),
                        tuple("Transaction.End", "StopTransaction"),
                        tuple("Sample.Periodic", "StopTransaction"));
        assertThat(rows()).allSatisfy(row -> assertThat(row.get("transaction_id")).isEqualTo(id));
    }

    @Test
    void energiesAreWattHoursAndTheOriginalIsKept() {
        polls.handle(
                polls.record(
                        cp,
                        Action.METER_VALUES,
                        """
                        {"connectorId":1,"meterValue":[{"timestamp":"%s","sampledValue":[
                            {"value":"1.2345","unit":"kWh"},
                            {"value":"notANumber"},
                            {"value":"20","measurand":"Temperature","unit":"Celcius"},
                            {"value":"11.04","measurand":"Power.Active.Import","unit":"kW",
                             "phase":"L1","location":"Inlet","context":"Sample.Clock"}]}]}\
                        """
                                .formatted(now)));

        assertThat(rows())
                .extracting(
                        row -> row.get("measurand"),
                        row -> row.get("value"),
                        row -> row.get("unit"),
                        row -> number(row.get("quantity")),
                        row -> row.get("quantity_unit"))
                .containsExactlyInAnyOrder(
                        tuple("Energy.Active.Import.Register", "1.2345", "kWh", "1234.5", "Wh"),
                        tuple("Energy.Active.Import.Register", "notANumber", null, null, null),
                        tuple("Temperature", "20", "Celcius", "20", "Celsius"),
                        tuple("Power.Active.Import", "11.04", "kW", "11040", "W"));
    }

    @Test
    void clocksOf1970And2090LoseNothing() {
        polls.handle(
                values(1, null, Instant.EPOCH, "1"),
                values(1, null, Instant.parse("2090-01-01T00:00:00Z"), "2"),
                values(1, null, Instant.parse("0000-01-01T00:00:00Z"), "3"));

        assertThat(rows()).hasSize(3);
    }

    @Test
    void anEmptyListOfMeterValuesIsHandled() {
        polls.handle(
                polls.record(cp, Action.METER_VALUES, "{\"connectorId\":1,\"meterValue\":[]}"));

        assertThat(rows()).isEmpty();
    }

    private int started(int connectorId) {
        return polls.start(cp, aStart(connectorId, idTags.accepted(), 0, start)).transactionId();
    }

    private IncomingRequest values(
            int connectorId, @Nullable Integer transactionId, Instant at, String value) {
        return polls.record(
                cp,
                Action.METER_VALUES,
                """
                {"connectorId":%d,%s"meterValue":[
                    {"timestamp":"%s","sampledValue":[{"value":"%s"}]}]}\
                """
                        .formatted(
                                connectorId,
                                transactionId == null
                                        ? ""
                                        : "\"transactionId\":" + transactionId + ",",
                                at,
                                value));
    }

    /** The transactions of this charge point's samples, in the order of their values. */
    private List<@Nullable Integer> attributed() {
        var ids = new ArrayList<@Nullable Integer>();
        rows().forEach(row -> ids.add((Integer) row.get("transaction_id")));
        return ids;
    }

    private List<Map<String, @Nullable Object>> rows() {
        return sql.sql("select * from meter_value where charge_point_id = ? order by value")
                .param(cp)
                .query()
                .listOfRows();
    }

    private static @Nullable String number(@Nullable Object quantity) {
        return quantity == null
                ? null
                : ((BigDecimal) quantity).stripTrailingZeros().toPlainString();
    }
}
