package io.mainspring.firmware.files.ftp;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.apache.ftpserver.ipfilter.SessionFilter;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;

/**
 * Keeps strangers from taking all control connections: there is room for more than may log in, and
 * one address gets a part of it only, a large one because many charge points may share it.
 *
 * @param logins how many may be logged in at a time
 */
record Crowd(int logins) implements SessionFilter {

    int connections() {
        return 2 * logins;
    }

    private int ofOneAddress() {
        return Math.max(2, logins / 2);
    }

    @Override
    public boolean accept(IoSession arriving) {
        var present = arriving.getService().getManagedSessions().values();
        var from = address(arriving);
        return present.size() <= connections()
                && present.stream().filter(s -> Objects.equals(from, address(s))).count()
                        <= ofOneAddress();
    }

    private static @Nullable Object address(IoSession session) {
        return session.getRemoteAddress() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : null;
    }
}
