package io.mainspring.benchmarks.load;

/** A part of a load run; they run in this order. */
public enum Phase {
    /** Sessions as fast as they are answered. */
    sessions,
    /** Sessions at a moderate, fixed rate. */
    paced,
    /** Connections over which nothing is said. */
    idle,
    /** Everybody connects and boots. */
    storm
}
