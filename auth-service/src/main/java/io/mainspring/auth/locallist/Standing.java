package io.mainspring.auth.locallist;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a list stands. */
enum Standing {
    /** It holds what it is to hold. */
    @JsonProperty("InSync")
    IN_SYNC("InSync"),
    /** Something has changed since, or was sent by hand. */
    @JsonProperty("Stale")
    STALE("Stale"),
    /** It is being brought to date. */
    @JsonProperty("Synchronizing")
    SYNCHRONIZING("Synchronizing"),
    /** What it holds is not known. */
    @JsonProperty("Unknown")
    UNKNOWN("Unknown"),
    @JsonProperty("NotSupported")
    NOT_SUPPORTED("NotSupported"),
    /** The last synchronization did not reach its end. */
    @JsonProperty("Failed")
    FAILED("Failed");

    private final String text;

    Standing(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /**
     * As far as the list's own events tell; that changes of idTags made it stale is added by who
     * knows them. A list that only operators send to is in sync with itself.
     */
    static Standing of(LocalListState state) {
        if (state.synchronization != null) {
            return SYNCHRONIZING;
        }
        if (state.notSupported) {
            return NOT_SUPPORTED;
        }
        var last = state.lastSynchronization;
        if (last != null && last.result() != SynchronizationResult.IN_SYNC && state.unsettled) {
            return FAILED;
        }
        if (!state.basis()) {
            return UNKNOWN;
        }
        return state.source != null && state.unsettled ? STALE : IN_SYNC;
    }
}
