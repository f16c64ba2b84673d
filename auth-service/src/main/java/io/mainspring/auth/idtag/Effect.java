package io.mainspring.auth.idtag;

/** What a command did to an idTag; only the first three leave an event behind. */
enum Effect {
    REGISTERED,
    CHANGED,
    DELETED,
    /** It was so already. */
    UNCHANGED,
    /** Refused: it is registered on other terms. */
    REGISTERED_OTHERWISE,
    /** Refused: it is not registered. */
    NOT_REGISTERED
}
