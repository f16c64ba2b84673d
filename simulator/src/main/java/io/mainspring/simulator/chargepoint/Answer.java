package io.mainspring.simulator.chargepoint;

import io.mainspring.ocpp.codec.OcppErrorCode;
import io.mainspring.ocpp.v16.WireName;
import io.mainspring.ocpp.v16.action.OcppResponse;

/** A charge point's answer to the central system, and what it does once the answer has left. */
sealed interface Answer {

    /** In a word, for people. */
    String summary();

    record Result(OcppResponse response, String summary, Runnable afterwards) implements Answer {}

    record Refusal(OcppErrorCode code, String description) implements Answer {
        @Override
        public String summary() {
            return code.wireName();
        }
    }

    /** None at all. */
    record Silence() implements Answer {
        @Override
        public String summary() {
            return "silence";
        }
    }

    static Answer of(OcppResponse response, WireName status) {
        return of(response, status, () -> {});
    }

    static Answer of(OcppResponse response, WireName status, Runnable afterwards) {
        return new Result(response, status.wireName(), afterwards);
    }
}
