package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.content.Contents;
import io.mainspring.auth.locallist.content.Update;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a synchronization does next, decided from how things stand; nothing else is remembered. */
sealed interface NextStep {

    /** Ask for the version, because the charge point has not told lately what it holds. */
    record AskVersion() implements NextStep {}

    /**
     * @param limitAssumed whether how many lines it takes is a guess of ours
     */
    record Send(Update update, boolean limitAssumed) implements NextStep {}

    record Finish(SynchronizationResult result, @Nullable String reason) implements NextStep {}

    /**
     * How long messages and lists may be.
     *
     * @param message lines per message
     * @param assumed whether that is a guess
     * @param list entries
     */
    record Lengths(int message, boolean assumed, int list) {

        static Lengths of(
                Limits.Known known, @Nullable Integer learnt, LocalListSettings settings) {
            var told = known.longestMessage();
            int message =
                    told != null ? told : learnt != null ? learnt : settings.assumedMessageLength();
            var list = known.longestList();
            return new Lengths(
                    Math.min(message, settings.longestMessage()),
                    told == null,
                    list == null ? settings.assumedListLength() : list);
        }
    }

    /**
     * A list that has become too long gets no more entries, but what it holds is still taken out or
     * barred.
     *
     * @param held what it holds, if {@link LocalListState#basis} says that is known
     * @param target what it is to hold; one entry more than the longest list stands for any number
     * @param heldTarget the same of those idTags only that it holds
     */
    static NextStep of(
            LocalListState state,
            Contents held,
            Contents target,
            Supplier<Contents> heldTarget,
            Lengths lengths,
            boolean askVersion) {
        boolean tooLong = target.size() > lengths.list();
        if (tooLong && state.heldVersion == null) {
            return new Finish(SynchronizationResult.TOO_LONG, tooLong(lengths));
        }
        if (askVersion && !isTold(state)) {
            return new AskVersion();
        }
        if (!state.hasNextVersion()) {
            return new Finish(SynchronizationResult.FAILED, "no list version is left");
        }
        if (tooLong) {
            return state.basis()
                    ? next(held, heldTarget.get(), lengths, SynchronizationResult.TOO_LONG)
                    : new Finish(SynchronizationResult.TOO_LONG, tooLong(lengths));
        }
        return next(known(state, held, target), target, lengths, SynchronizationResult.IN_SYNC);
    }

    private static NextStep next(
            @Nullable Contents held,
            Contents target,
            Lengths lengths,
            SynchronizationResult otherwise) {
        return Update.next(held, target, lengths.message())
                .<NextStep>map(update -> new Send(update, lengths.assumed()))
                .orElseGet(() ->
                        new Finish(
                                otherwise,
                                otherwise == SynchronizationResult.TOO_LONG
                                        ? tooLong(lengths)
                                        : null));
    }

    /** Whether the charge point itself has said what we go by: what we remember may be gone. */
    private static boolean isTold(LocalListState state) {
        return state.versionKnown && (state.confirmed || state.heldVersion == null);
    }

    /** An empty list is begun with a Full: not every charge point takes a Differential then. */
    private static @Nullable Contents known(LocalListState state, Contents held, Contents target) {
        boolean begins = state.isEmpty() && target.size() > 0;
        return state.basis() && !begins ? held : null;
    }

    static String tooLong(Lengths lengths) {
        return "more entries than the " + lengths.list() + " of LocalAuthListMaxLength";
    }
}
