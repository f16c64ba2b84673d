package io.mainspring.ocpp.codec;

/** How much a pass over a payload lets through. */
enum Reading {
    /** What the specification allows. */
    STRICT,
    /** The same, save values that are legal but known to mean something else. */
    WATCHFUL,
    /** Also what was found tolerable by a {@link Review}, so it needs no more reporting. */
    LENIENT
}
