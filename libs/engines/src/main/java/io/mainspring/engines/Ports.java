package io.mainspring.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free TCP ports for engines that want to be told one. */
final class Ports {

    private Ports() {}

    /** A port that was free a moment ago. */
    static int free(String bindAddress) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(bindAddress))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port at " + bindAddress, e);
        }
    }
}
