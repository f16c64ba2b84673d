package io.mainspring.contracts;

/**
 * The names of all topics; nothing else in the platform spells one.
 *
 * <p>Keys are charge point ids everywhere, so a charge point lives on one partition of each topic
 * and its records keep their order there.
 */
public record Topic(String name) {

    /** Owners and correlation to one gateway: the partition is the address, not the key's hash. */
    public static final Topic DELIVERIES = new Topic("ocpp.deliveries");

    /** Services to correlation: calls to charge points. Co-partitioned with the next two. */
    public static final Topic CALLS = new Topic("ocpp.calls");

    /** Gateways to correlation: CALLRESULT and CALLERROR of charge points. */
    public static final Topic RESULTS = new Topic("ocpp.results");

    /** Gateways to correlation and chargepoint: who is connected where. Compacted. */
    public static final Topic CONNECTIONS = new Topic("ocpp.connections");

    /** Chargepoint to gateways: who may connect, how, in which registration state. Compacted. */
    public static final Topic ADMISSIONS = new Topic("ocpp.admissions");

    /** Gateways to one owner: the CALLs of charge points that it decides about. */
    public static Topic requests(Owner owner) {
        return new Topic("ocpp.requests." + owner.wireName());
    }

    /** Correlation to one owner: what became of its calls. */
    public static Topic outcomes(Owner owner) {
        return new Topic("ocpp.outcomes." + owner.wireName());
    }

    /** An owner's published events, CloudEvents 1.0, for anyone. */
    public static Topic events(Owner owner) {
        return new Topic("events." + owner.wireName());
    }

    /** Where a record goes that its consumer can neither handle nor attribute. */
    public Topic deadLetters() {
        return new Topic(name + ".dlt");
    }

    @Override
    public String toString() {
        return name;
    }
}
