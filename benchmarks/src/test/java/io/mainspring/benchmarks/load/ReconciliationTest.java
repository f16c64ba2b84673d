package io.mainspring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.benchmarks.load.Books.Stored;
import io.mainspring.benchmarks.load.Ledger.Acknowledged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final int SAMPLES = 5;
    private static final Stored WHOLE = new Stored("CP-1", 1, 1, true, true, 10, 2, 2);

    private final Ledger ledger = new Ledger();

    ReconciliationTest() {
        ledger.started("CP-1", 7, 0);
        ledger.measured("CP-1", 7, 180);
        ledger.measured("CP-1", 7, 360);
        ledger.stopped("CP-1", 7, 360);
    }

    @Test
    void theLedgerCountsWhatWasAcknowledged() {
        assertThat(ledger.transactions()).isEqualTo(Map.of(7, new Acknowledged("CP-1", 2, true)));
        assertThat(ledger.meterValues()).isEqualTo(2);
        assertThat(ledger.idsGivenTwice()).isZero();

        ledger.started("CP-2", 7, 0);

        assertThat(ledger.idsGivenTwice()).isOne();
    }

    @Test
    void equalBooksAreClean() {
        var result = compare(Map.of(7, WHOLE), 0);

        assertThat(result).isEqualTo(new Reconciliation(1, 10, List.of()));
    }

    @Test
    void whateverIsMissingOrTwiceIsAProblem() {
        assertThat(compare(Map.of(), 0).problems()).containsExactly("transaction 7 is missing");
        assertThat(compare(Map.of(7, new Stored("CP-2", 1, 1, true, true, 10, 2, 2)), 0).problems())
                .containsExactly("transaction 7 is of CP-2, not CP-1");
        assertThat(compare(Map.of(7, new Stored("CP-1", 2, 1, true, true, 10, 2, 2)), 0).problems())
                .containsExactly("transaction 7 has 2 starts");
        assertThat(
                        compare(Map.of(7, new Stored("CP-1", 1, 0, true, false, 10, 2, 2)), 0)
                                .problems())
                .containsExactly(
                        "transaction 7 has 0 stops", "transaction 7 is not stopped in the view");
        assertThat(
                        compare(Map.of(7, new Stored("CP-1", 1, 1, false, true, 10, 2, 2)), 0)
                                .problems())
                .containsExactly("transaction 7 is not in the view");
        assertThat(compare(Map.of(7, new Stored("CP-1", 1, 1, true, true, 10, 2, 1)), 0).problems())
                .containsExactly("transaction 7 has 1 meter values twice");
        assertThat(compare(Map.of(7, new Stored("CP-1", 1, 1, true, true, 9, 2, 2)), 0).problems())
                .containsExactly("transaction 7 has 9 sampled values, acknowledged 10");
        assertThat(compare(Map.of(7, new Stored("CP-1", 1, 1, true, true, 10, 3, 3)), 0).problems())
                .containsExactly(
                        "transaction 7 has sampled values of one meter value without those beside");
        assertThat(compare(Map.of(7, new Stored("CP-1", 1, 1, true, true, 15, 3, 3)), 0).problems())
                .containsExactly("transaction 7 has 15 sampled values, acknowledged 10");
    }

    @Test
    void oneMessageMayBeStoredBehindAnUnstoppedTransaction() {
        ledger.started("CP-1", 8, 360);
        var more = new Stored("CP-1", 1, 1, true, true, SAMPLES, 1, 1);

        assertThat(compare(Map.of(7, WHOLE, 8, more), 1).isClean()).isTrue();
    }

    @Test
    void strangersNeedAnUnansweredStart() {
        var stranger = new Stored("CP-1", 1, 0, true, false, 0, 0, 0);

        assertThat(compare(Map.of(7, WHOLE, 8, stranger), 1).isClean()).isTrue();
        assertThat(compare(Map.of(7, WHOLE, 8, stranger), 0).isClean()).isFalse();
    }

    private Reconciliation compare(Map<Integer, Stored> stored, long unanswered) {
        return Reconciliation.of(ledger.transactions(), stored, SAMPLES, unanswered);
    }
}
