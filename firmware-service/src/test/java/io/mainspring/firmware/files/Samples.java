package io.mainspring.firmware.files;

import java.util.Random;

/** Bytes to move: with line ends of every kind in them, and the same for the same seed. */
public final class Samples {

    private Samples() {}

    public static byte[] bytes(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        for (int i = 0; i + 2 < size; i += 97) {
            bytes[i] = '\r';
            bytes[i + 1] = '\n';
            bytes[i + 2] = '\n';
        }
        return bytes;
    }
}
