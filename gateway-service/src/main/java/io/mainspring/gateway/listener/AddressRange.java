package io.mainspring.gateway.listener;

import java.net.InetAddress;
import java.util.Arrays;

/** Addresses that begin alike, written as {@code 10.0.0.0/8}, {@code fd00::/8} or one address. */
public final class AddressRange {

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * @throws IllegalArgumentException if the text is no range; names are none
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        var network =
                InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > network.length * 8) {
            throw new IllegalArgumentException("no address range: " + text);
        }
        return new AddressRange(network, bits);
    }

    /** False for what is no address at all. */
    boolean contains(String text) {
        byte[] address;
        try {
            address = InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
        int whole = bits / 8;
        if (address.length != network.length
                || !Arrays.equals(address, 0, whole, network, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ network[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
