package io.mainspring.contracts;

/**
 * The socket an answer belongs to.
 *
 * @param partition the gateway's partition of {@link Topic#DELIVERIES}
 * @param epoch generation of the accepted WebSocket: the offset of its record in {@link
 *     Topic#CONNECTIONS}, so ids of one charge point grow without any clock
 */
public record ReturnAddress(int partition, long epoch) {}
