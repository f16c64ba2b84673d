package io.mainspring.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A charge point on a bare TCP socket: every header and every byte of a frame is the test's own.
 * Reading waits for at most ten seconds.
 */
final class TestSocket implements AutoCloseable {

    /** What the server has sent. */
    record Received(int opcode, byte[] payload) {

        String text() {
            return new String(payload, UTF_8);
        }

        int closeCode() {
            return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        }
    }

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final int status;
    private final List<String> headers = new ArrayList<>();

    private TestSocket(int port, String request) {
        this(plain(port), request);
    }

    private TestSocket(Socket connected, String request) {
        socket = connected;
        try {
            socket.setSoTimeout(10_000);
            in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            status = Integer.parseInt(line().split(" ", -1)[1]);
            for (var header = line(); !header.isEmpty(); header = line()) {
                headers.add(header);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket plain(int port) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A handshake over a socket that is open already, such as one with TLS. */
    static TestSocket over(Socket connected, String rawIdentity, String... headers) {
        var lines = new ArrayList<>(List.of(headers));
        lines.add("Sec-WebSocket-Protocol: ocpp1.6");
        return new TestSocket(connected, opening(0, "/ocpp/" + rawIdentity, lines));
    }

    /** A handshake as it should be. */
    static TestSocket connect(int port, String rawIdentity) {
        return handshake(port, "/ocpp/" + rawIdentity, "Sec-WebSocket-Protocol: ocpp1.6");
    }

    /** A handshake with these header lines besides those of RFC 6455. */
    static TestSocket handshake(int port, String uri, String... headers) {
        return new TestSocket(port, opening(port, uri, List.of(headers)));
    }

    private static String opening(int port, String uri, List<String> headers) {
        var lines = new ArrayList<String>();
        lines.add("GET " + uri + " HTTP/1.1");
        lines.add("Host: localhost:" + port);
        lines.add("Upgrade: websocket");
        lines.add("Connection: Upgrade");
        lines.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        lines.add("Sec-WebSocket-Version: 13");
        lines.addAll(headers);
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    static TestSocket request(int port, String request) {
        return new TestSocket(port, request);
    }

    int status() {
        return status;
    }

    /** The values of a header, in order. */
    List<String> header(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(h -> h.substring(prefix.length()).strip())
                .toList();
    }

    void call(String uniqueId, String action, String payload) {
        text("[2,\"%s\",\"%s\",%s]".formatted(uniqueId, action, payload));
    }

    void text(String frame) {
        send(TEXT, frame.getBytes(UTF_8));
    }

    /** One masked frame; the mask is zero, which is legal. */
    void send(int opcode, byte[] payload) {
        send(0x80 | opcode, 0x80, payload);
    }

    /** A first or middle fragment of a text. */
    void sendFragment(int opcode, byte[] payload) {
        send(opcode, 0x80, payload);
    }

    private void send(int first, int mask, byte[] payload) {
        var frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(first);
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(mask | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        try {
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next text frame; our pings are passed over. */
    String nextText() {
        var received = next();
        while (received.opcode() == PING) {
            received = next();
        }
        if (received.opcode() != TEXT) {
            throw new AssertionError("no text but opcode " + received.opcode());
        }
        return received.text();
    }

    /** The code of the close frame, which must come before anything but answers. */
    int nextCloseCode() {
        var received = next();
        while (received.opcode() != CLOSE) {
            received = next();
        }
        return received.closeCode();
    }

    Received next() {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            var payload = new byte[length];
            in.readFully(payload);
            return new Received(opcode, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Without a close frame: as when the power goes. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
