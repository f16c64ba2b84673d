package io.mainspring.ocpp.codec;

import tools.jackson.databind.node.ObjectNode;

/** A rule of tolerant reading that needs to see more than one field of an object. */
@FunctionalInterface
interface Mender {

    Mender NONE = (object, review) -> {};

    /** Changes the object in place and reports to the review what it did. */
    void mend(ObjectNode object, Review review);
}
