package io.mainspring.correlation.stream;

import io.mainspring.correlation.window.WindowLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How calls are correlated.
 *
 * @param answerTimeout from sending a call to {@code TimedOut}
 * @param waitingCalls calls that may wait behind the one in flight, per charge point
 * @param rememberedCommands finished command ids kept per charge point, to recognise repeated calls
 *     and late answers
 * @param largestPayload a larger request is not sent, a larger response is not passed on: both end
 *     as {@code Error}, because Kafka would not take their records
 * @param restartGrace after taking over a partition, how long answers that are already in Kafka get
 *     a head start before time-outs
 */
@ConfigurationProperties("mainspring.correlation")
record CorrelationSettings(
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("50") int waitingCalls,
        @DefaultValue("50") int rememberedCommands,
        @DefaultValue("256KB") DataSize largestPayload,
        @DefaultValue("2s") Duration restartGrace,
        @DefaultValue Streams streams) {

    /**
     * How the topology runs.
     *
     * @param applicationId group id and prefix of the changelog topics: never change it on a running
     *     system
     * @param instanceId static membership if not empty: a restart within the session time-out moves
     *     no partition
     * @param commitInterval how long an outcome may stay invisible at most
     * @param sessionTimeout how long the partitions of a killed instance stay without one
     * @param transactionTimeout how long a killed instance's open transaction keeps its successor
     *     waiting
     * @param replicationFactor of the changelog topics; -1 takes the broker's default
     */
    record Streams(
            @DefaultValue("mainspring-correlation") String applicationId,
            @DefaultValue("") String instanceId,
            @DefaultValue("1") int threads,
            @DefaultValue("20ms") Duration commitInterval,
            @DefaultValue("8s") Duration sessionTimeout,
            @DefaultValue("8s") Duration transactionTimeout,
            @DefaultValue("-1") int replicationFactor,
            @DefaultValue("0") int standbyReplicas) {}

    CorrelationSettings {
        require(!answerTimeout.isNegative() && !answerTimeout.isZero(), "answer-timeout");
        require(waitingCalls > 0, "waiting-calls");
        require(rememberedCommands > 0, "remembered-commands");
        // Request and response together stand in one outcome, which must stay below 1 MB.
        require(
                largestPayload.toBytes() > 0 && largestPayload.toKilobytes() <= 384,
                "largest-payload");
    }

    WindowLimits limits() {
        return new WindowLimits(answerTimeout, waitingCalls, rememberedCommands);
    }

    private static void require(boolean sensible, String key) {
        if (!sensible) {
            throw new IllegalArgumentException(
                    "mainspring.correlation." + key + " is out of range");
        }
    }
}
