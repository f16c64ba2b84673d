package io.mainspring.gateway.pipe;

import io.mainspring.contracts.Request;
import io.mainspring.contracts.Result;

/**
 * What a pipe wants done. None of these may block, throw, or call the pipe back before it has
 * returned to its caller.
 */
public interface Outputs {

    /** Sends a text frame to the charge point. */
    void send(byte[] frame);

    /** Publishes a CALL for its owner; what came of it is told by {@code published(ticket, ..)}. */
    void publish(long ticket, Request request);

    /** Keeps a frame that nobody can read; told by {@code published(ticket, ..)} likewise. */
    void publish(long ticket, UnreadableFrame frame);

    /** Publishes a charge point's answer; if it is lost, whoever asked runs into its time-out. */
    void publish(Result result);

    /** Closes the socket. The pipe is at its end and says nothing more. */
    void close(CloseReason reason);
}
