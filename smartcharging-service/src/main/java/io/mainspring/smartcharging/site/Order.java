package io.mainspring.smartcharging.site;

/** What a charge point is to be told. */
sealed interface Order {

    Member member();

    /** A TxDefaultProfile for all connectors: tenths of an ampere, for ever. */
    record PlaceDefault(Member member, long tenths) implements Order {}

    /** A TxProfile for a running transaction. */
    record Allow(Member member, int connectorId, int transactionId, Allowance allowance)
            implements Order {}
}
