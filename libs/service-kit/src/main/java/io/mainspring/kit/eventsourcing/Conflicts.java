package io.mainspring.kit.eventsourcing;

import java.util.List;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Two replicas changed one aggregate at the same moment: who was second decides again, on what stands now. */
final class Conflicts implements RetryScheduler {

    private static final int TRIES = 5;

    /** Runs work that commits by itself, again if somebody else was quicker. */
    static <R> R retrying(Supplier<R> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (tries == TRIES || !isConflict(e)) {
                    throw e;
                }
            }
        }
    }

    static boolean isConflict(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException
                    || cause instanceof AggregateStreamCreationException
                    || cause instanceof LockAcquisitionFailedException) {
                return true;
            }
        }
        return false;
    }

    /** Of a command of its own. Within something larger, that is what has to be tried again. */
    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public boolean scheduleRetry(
            CommandMessage command,
            RuntimeException last,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        boolean isOnItsOwn =
                !CurrentUnitOfWork.isStarted()
                        && !TransactionSynchronizationManager.isActualTransactionActive();
        if (!isOnItsOwn || failures.size() >= TRIES || !isConflict(last)) {
            return false;
        }
        dispatch.run();
        return true;
    }
}
