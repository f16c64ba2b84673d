package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.testkit.Engines;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a charge point costs that is connected and silent; the test's own socket is included. */
class IdleConnectionsIT {

    private static final int WARM_UP = 500;
    private static final int CONNECTIONS = 2_000;
    private static final long BYTES_EACH = 15 * 1_024;

    @Test
    void anIdleConnectionCostsLessThan15KibOfHeap() throws IOException {
        try (var gateway =
                TestGateway.start(
                        Engines.kafka().bootstrapServers(),
                        "gateway-9",
                        "mainspring.gateway.unknown-charge-points=accept")) {
            var sockets = new ArrayList<SocketChannel>();
            open(gateway, sockets, WARM_UP);
            long before = usedHeap();
            open(gateway, sockets, CONNECTIONS);

            long each = (usedHeap() - before) / CONNECTIONS;

            assertThat(each).isLessThan(BYTES_EACH);
            for (var socket : sockets) {
                socket.close();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> gateway.openConnections() == 0);
        }
    }

    private static void open(TestGateway gateway, List<SocketChannel> sockets, int count)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port());
        var response = ByteBuffer.allocate(1_024);
        for (int i = 0; i < count; i++) {
            var socket = SocketChannel.open(address);
            socket.write(ByteBuffer.wrap(handshake(sockets.size())));
            socket.read(response.clear());
            assertThat(new String(response.array(), 0, 12, US_ASCII)).isEqualTo("HTTP/1.1 101");
            sockets.add(socket);
        }
        await().until(() -> gateway.openConnections() == sockets.size());
    }

    private static byte[] handshake(int number) {
        return """
        GET /ocpp/IDLE-%d HTTP/1.1
        Host: localhost
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Protocol: ocpp1.6

        """
                .formatted(number)
                .replace("\n", "\r\n")
                .getBytes(ISO_8859_1);
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
