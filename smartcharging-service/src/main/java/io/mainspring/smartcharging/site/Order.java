package io.mainspring.smartcharging.site;

/** What a charge point is to be told. */
sealed interface Order {

    Member member();

    /** A TxDefaultProfile for all connectors: tenths of an ampere, for ever. */
    record PlaceDefault(Member member, long tenths, int stackLevel) implements Order {}

    /** A TxProfile for a running transaction. */
    record Allow(
            Member member, int connectorId, int transactionId, Allowance allowance, int stackLevel)
            implements Order {}

    /** A profile that it is to lose. */
    record Clear(Member member, int profileId) implements Order {}
}
