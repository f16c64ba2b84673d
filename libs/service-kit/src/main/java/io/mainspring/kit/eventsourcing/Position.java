package io.mainspring.kit.eventsourcing;

/**
 * How far a reader of the event log has come. Everything stored by transactions below {@code low}
 * is done; of those from {@code low} to below {@code high}, everything up to {@code lastIndex}.
 */
record Position(String low, String high, long lastIndex) {

    static final Position START = new Position("0", "0", -1);
}
