package io.mainspring.engines;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One PostgreSQL as a child process of this JVM, with its data in a directory that outlives it.
 * Commits are durable. It listens on loopback; whoever connects needs a role and its password,
 * which {@link #createRole} makes.
 */
public final class EmbeddedPostgreSql implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final String administratorPassword;

    private EmbeddedPostgreSql(EmbeddedPostgres server, String administratorPassword) {
        this.server = server;
        this.administratorPassword = administratorPassword;
    }

    /**
     * Initialises the directory if it is new and starts the server; returns when it serves. A
     * server that a killed predecessor left behind on the same directory and port is adopted.
     *
     * @param port 0 takes a free one
     * @throws UncheckedIOException if the server does not start
     */
    public static EmbeddedPostgreSql start(Path directory, int port, String administratorPassword) {
        try {
            var data = Files.createDirectories(directory).resolve("data");
            var programs = Files.createDirectories(directory.resolve("programs"));
            if (!Files.exists(data)) {
                Files.createDirectories(data);
                Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            }
            var server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setOverrideWorkingDirectory(programs.toFile())
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPort(port == 0 ? Ports.free("127.0.0.1") : port)
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .setConnectConfig("password", administratorPassword)
                            // The library starts the server with -F; an acknowledged commit must
                            // survive.
                            .setServerConfig("fsync", "on")
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("max_connections", "200")
                            .setServerConfig("shared_buffers", "256MB")
                            .setServerConfig("max_wal_size", "2GB")
                            .setServerConfig("checkpoint_timeout", "15min")
                            .setServerConfig("password_encryption", "scram-sha-256")
                            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var postgres = new EmbeddedPostgreSql(server, administratorPassword);
            postgres.requirePasswords(data);
            return postgres;
        } catch (IOException | SQLException e) {
            throw new UncheckedIOException(
                    "PostgreSQL does not start in " + directory,
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    public int port() {
        return server.getPort();
    }

    /** JDBC address of a database, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** A connection of the administrator role. */
    public Connection administrate(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), "postgres", administratorPassword);
    }

    /** Creates the database unless it is there. */
    public void createDatabase(String name) throws SQLException {
        try (var connection = administrate("postgres");
                var query =
                        connection.prepareStatement(
                                "select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            if (!query.executeQuery().next()) {
                execute(connection, "create database " + identifier(name));
            }
        }
    }

    /** Creates the login role, or gives it this password if it is there. */
    public void createRole(String name, String password) throws SQLException {
        try (var connection = administrate("postgres");
                var query =
                        connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, name);
            var verb = query.executeQuery().next() ? "alter" : "create";
            execute(
                    connection,
                    verb + " role " + identifier(name) + " login password " + literal(password));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The library leaves "trust" behind: from now on a password is asked for. */
    private void requirePasswords(Path data) throws IOException, SQLException {
        var hba = data.resolve("pg_hba.conf");
        var rules = Files.readString(hba);
        if (rules.contains("scram-sha-256 # mainspring")) {
            return;
        }
        try (var connection =
                        DriverManager.getConnection(jdbcUrl("postgres"), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter role postgres password " + literal(administratorPassword));
            Files.writeString(
                    hba,
                    """
                    host all all 127.0.0.1/32 scram-sha-256 # mainspring
                    """);
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
