package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.content.Contents;
import io.mainspring.auth.locallist.content.Update;
import org.jspecify.annotations.Nullable;

/** What a synchronization does next, decided from how things stand; nothing else is remembered. */
sealed interface NextStep {

    /** Ask for the version, because it is not known what the charge point holds. */
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
     * @param held what it holds, if {@link LocalListState#basis} says that is known
     * @param target what it is to hold; one entry more than the longest list stands for any number
     */
    static NextStep of(
            LocalListState state,
            Contents held,
            Contents target,
            Lengths lengths,
            boolean askVersion) {
        if (target.size() > lengths.list()) {
            return new Finish(SynchronizationResult.TOO_LONG, tooLong(lengths));
        }
        if (askVersion && !state.versionKnown) {
            return new AskVersion();
        }
        if (!state.hasNextVersion()) {
            return new Finish(SynchronizationResult.FAILED, "no list version is left");
        }
        return Update.next(state.basis() ? held : null, target, lengths.message())
                .<NextStep>map(update -> new Send(update, lengths.assumed()))
                .orElseGet(() -> new Finish(SynchronizationResult.IN_SYNC, null));
    }

    static String tooLong(Lengths lengths) {
        return "more entries than the " + lengths.list() + " of LocalAuthListMaxLength";
    }
}
