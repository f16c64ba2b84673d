package io.mainspring.auth.locallist;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a list is built from. */
public enum Source {
    /** Every registered idTag. */
    @JsonProperty("all")
    ALL,
    /** The idTags of chosen groups (parentIdTag). */
    @JsonProperty("groups")
    GROUPS,
    /** Chosen idTags, as far as they are registered. */
    @JsonProperty("idTags")
    ID_TAGS
}
