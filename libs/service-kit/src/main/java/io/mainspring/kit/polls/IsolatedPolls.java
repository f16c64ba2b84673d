package io.mainspring.kit.polls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One commit per poll; when that fails, one commit per record, so that a record that cannot be
 * handled does not take its neighbours down. Order within the poll is kept either way.
 */
public final class IsolatedPolls {

    private static final Logger log = LoggerFactory.getLogger(IsolatedPolls.class);

    private final PollTransaction transaction;

    public IsolatedPolls(PollTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Handles a poll.
     *
     * @param work called within a transaction, with the whole poll or with one record of it; its
     *     result is returned only if that transaction was committed
     * @param poison told of each record whose work fails even alone
     * @throws RuntimeException if the database or the broker is away: nothing of the failed
     *     transaction remains, the poll is to be tried again
     */
    public <T, R> List<R> run(
            List<T> poll, Function<List<T>, R> work, BiConsumer<T, RuntimeException> poison) {
        if (poll.isEmpty()) {
            return List.of();
        }
        try {
            return List.of(transaction.execute(() -> work.apply(poll)));
        } catch (RuntimeException e) {
            if (Outages.isOutage(e)) {
                throw e;
            }
            log.warn("poll failed, trying record by record size={}", poll.size(), e);
        }
        var results = new ArrayList<R>(poll.size());
        for (var record : poll) {
            try {
                results.add(transaction.execute(() -> work.apply(List.of(record))));
            } catch (RuntimeException e) {
                if (Outages.isOutage(e)) {
                    throw e;
                }
                poison.accept(record, e);
            }
        }
        return results;
    }
}
