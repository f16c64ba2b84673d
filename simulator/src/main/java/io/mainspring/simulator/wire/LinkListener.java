package io.mainspring.simulator.wire;

import io.mainspring.ocpp.frame.Frame;

/** Hears what comes over a link; every method is called on the link's event loop. */
public interface LinkListener {

    /** Each text frame as it came, before anything is made of it. */
    default void received(byte[] text) {}

    /** A CALL of the central system. */
    void called(Link link, Frame.Call call);

    /** An answer nobody waits for (any more), or a frame that is none. */
    default void unexpected(Link link, byte[] text) {}

    /** Called once, last. */
    void closed(Link link, Closing closing);
}
