package io.mainspring.auth.locallist;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge point's local list as operators see it.
 *
 * @param selection what it is built from; absent: nothing, operators send to it by hand
 * @param listVersion the version it last accepted, 0 if it told that it holds nothing; absent:
 *     what it holds is not known
 * @param entries how many it last accepted
 * @param pendingChanges how many lines would go out; absent: not known
 * @param warnings what stands in the way, in words
 * @param synchronization what runs now
 * @param lastSynchronization what ended last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LocalListView(
        String chargePointId,
        Standing state,
        @Nullable SelectionView selection,
        @Nullable Integer listVersion,
        int entries,
        @Nullable Integer pendingChanges,
        LimitsView limits,
        List<String> warnings,
        @Nullable SynchronizationView synchronization,
        @Nullable SynchronizationView lastSynchronization,
        Instant changedAt) {

    /**
     * @param groups and {@code idTags}: the chosen, if that is the source
     * @param automatic whether changes of idTags may go out unasked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SelectionView(
            Source source,
            @Nullable List<String> groups,
            @Nullable List<String> idTags,
            boolean automatic) {}

    /** What the charge point's configuration says; absent: not known. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LimitsView(
            @Nullable Integer sendLocalListMaxLength,
            @Nullable Integer localAuthListMaxLength,
            @Nullable Boolean localAuthListEnabled) {

        static LimitsView of(Limits.Known known) {
            return new LimitsView(known.longestMessage(), known.longestList(), known.enabled());
        }
    }

    /**
     * @param result absent while it runs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SynchronizationView(
            UUID synchronizationId,
            @Nullable UUID rolloutId,
            @Nullable String requestedBy,
            @Nullable Instant startedAt,
            @Nullable Instant until,
            @Nullable SynchronizationResult result,
            @Nullable String reason,
            @Nullable Instant endedAt) {

        static @Nullable SynchronizationView of(LocalListState.@Nullable Synchronization running) {
            return running == null
                    ? null
                    : new SynchronizationView(
                            running.id(),
                            running.rolloutId(),
                            running.by(),
                            running.startedAt(),
                            running.until(),
                            null,
                            null,
                            null);
        }

        static @Nullable SynchronizationView of(LocalListState.@Nullable Ended ended) {
            return ended == null
                    ? null
                    : new SynchronizationView(
                            ended.id(),
                            null,
                            null,
                            null,
                            null,
                            ended.result(),
                            ended.reason(),
                            ended.at());
        }
    }

    /** One line of the overview. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Summary(
            String chargePointId,
            Standing state,
            @Nullable Source source,
            boolean automatic,
            @Nullable Integer listVersion,
            Instant changedAt) {}

    /**
     * One SendLocalList.
     *
     * @param outcome Pending, Accepted, Failed, VersionMismatch, NotSupported, Unanswered (whether
     *     it was carried out is not known) or NotSent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UpdateView(
            UUID commandId,
            int listVersion,
            String updateType,
            int added,
            int removed,
            String outcome,
            @Nullable String detail,
            String requestedBy,
            @Nullable UUID synchronizationId,
            Instant requestedAt,
            @Nullable Instant endedAt,
            @JsonIgnore long sequence) {}
}
