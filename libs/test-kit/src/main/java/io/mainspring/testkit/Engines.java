package io.mainspring.testkit;

import io.mainspring.engines.EmbeddedKafka;
import io.mainspring.engines.EmbeddedPostgreSql;
import io.mainspring.engines.PlatformDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A real broker and a real database for the Spring contexts of one test JVM: {@code
 * ContextConfiguration(initializers = Engines.class)}. Started once, shared by all contexts, gone
 * with the JVM.
 */
public final class Engines
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String PASSWORD = "test";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.kafka.bootstrap-servers=" + kafka().bootstrapServers(),
                        "spring.datasource.url=" + postgres().jdbcUrl(PlatformDatabase.NAME),
                        "spring.datasource.password=" + PASSWORD,
                        "mainspring.kafka.partitions=4",
                        "mainspring.kafka.delivery-partitions=4",
                        "server.port=0")
                .applyTo(context);
    }

    /** The broker of this JVM. */
    public static EmbeddedKafka kafka() {
        return Started.KAFKA;
    }

    /** The database server of this JVM. */
    public static EmbeddedPostgreSql postgres() {
        return Started.POSTGRES;
    }

    /** The password of every role of this JVM's database. */
    public static String password() {
        return PASSWORD;
    }

    /** Started when first asked for. */
    private static final class Started {

        private static final Path DIRECTORY = directory();
        private static final EmbeddedKafka KAFKA =
                EmbeddedKafka.start(DIRECTORY.resolve("kafka"), "127.0.0.1", 0);
        private static final EmbeddedPostgreSql POSTGRES = postgres();

        private static Path directory() {
            try {
                return Files.createTempDirectory("mainspring-engines");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static EmbeddedPostgreSql postgres() {
            var server = EmbeddedPostgreSql.start(DIRECTORY.resolve("postgres"), 0, PASSWORD);
            try {
                PlatformDatabase.prepare(server, _ -> PASSWORD);
            } catch (SQLException e) {
                throw new IllegalStateException("database not prepared", e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        }

        private static void stop(EmbeddedPostgreSql server) {
            try {
                KAFKA.close();
                server.close();
                delete(DIRECTORY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) throws IOException {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
