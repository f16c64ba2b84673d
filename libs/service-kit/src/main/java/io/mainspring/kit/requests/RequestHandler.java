package io.mainspring.kit.requests;

import java.util.List;

/**
 * Decides about CALLs of charge points. Called within one database transaction for a whole poll, or
 * again for each of its records alone when the poll as a whole failed; so it must be idempotent by
 * natural keys, and an exception means: none of this happened.
 */
@FunctionalInterface
public interface RequestHandler {

    /**
     * @param poll in the order on the wire per charge point
     * @param replies sent after the commit, dropped if there is none
     */
    void handle(List<IncomingRequest> poll, Replies replies);
}
