package io.mainspring.transaction.quarantine;

/** Why something is in quarantine. */
public enum QuarantineReason {
    /** No transaction has the id that the stop names. */
    UNKNOWN_TRANSACTION("UnknownTransaction"),
    /** The stop names a transaction of another charge point. */
    FOREIGN_TRANSACTION("ForeignTransaction"),
    /** The stop's id is 0 or less, and not exactly one transaction could be meant. */
    NO_TRANSACTION_ID("NoTransactionId"),
    /** The transaction has another end already. */
    CONTRADICTING_STOP("ContradictingStop"),
    /** The frame could not be understood, or its handling failed. */
    UNREADABLE("Unreadable");

    private final String wireName;

    QuarantineReason(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
