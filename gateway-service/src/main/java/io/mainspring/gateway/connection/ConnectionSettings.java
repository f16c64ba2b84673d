package io.mainspring.gateway.connection;

import java.time.Duration;

/**
 * What holds for the sockets of all charge points alike.
 *
 * @param gateway this instance, as operators know it; unique among the gateways of a platform
 * @param frameBytes longest message, fragments added up
 * @param framesPerSecond how fast a socket is read in the long run
 * @param burst how many frames it may send at once
 * @param pingInterval between our pings; twice as long without any sign of life is the end
 * @param keyGrace how long a socket lives on whose key does not open the door any more; time enough
 *     for a charge point that was told its new key to come back with it by itself
 */
public record ConnectionSettings(
        String gateway,
        int frameBytes,
        int framesPerSecond,
        int burst,
        Duration pingInterval,
        Duration keyGrace) {}
