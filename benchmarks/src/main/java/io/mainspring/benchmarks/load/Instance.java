package io.mainspring.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A running platform, seen from outside.
 *
 * @param process its JVM on this machine, if known
 */
record Instance(Addresses addresses, Credentials credentials, Optional<ProcessHandle> process) {

    /** Reads where the instance on this data directory is. */
    static Instance on(Path dataDirectory, Optional<ProcessHandle> process) throws IOException {
        return new Instance(
                Addresses.parse(Files.readString(dataDirectory.resolve("addresses"))),
                Credentials.parse(Files.readString(dataDirectory.resolve("credentials"))),
                process);
    }

    /** A connection as a service's role, whose schema is the first of its search path. */
    Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(addresses.jdbcUrl(), role, credentials.password(role));
    }
}
