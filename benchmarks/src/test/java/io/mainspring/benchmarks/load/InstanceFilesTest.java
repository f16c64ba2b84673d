package io.mainspring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceFilesTest {

    @Test
    void addressesAreReadAsTheStandaloneWritesThem() {
        var addresses =
                Addresses.parse(
                        """
                        http        http://127.0.0.1:8080
                        ocpp        ws://127.0.0.1:9000/ocpp/{chargePointId}
                        ocpps       wss://localhost:9443/ocpp/{chargePointId}
                        authority   /var/lib/mainspring/tls/ca.crt
                        kafka       127.0.0.1:19092
                        postgresql  jdbc:postgresql://127.0.0.1:15432/mainspring
                        credentials /var/lib/mainspring/credentials
                        """);

        assertThat(addresses)
                .isEqualTo(
                        new Addresses(
                                URI.create("http://127.0.0.1:8080"),
                                URI.create("ws://127.0.0.1:9000/ocpp"),
                                URI.create("wss://localhost:9443/ocpp"),
                                Path.of("/var/lib/mainspring/tls/ca.crt"),
                                "jdbc:postgresql://127.0.0.1:15432/mainspring"));
    }

    @Test
    void aMissingAddressIsNamed() {
        assertThatThrownBy(() -> Addresses.parse("http http://127.0.0.1:8080"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ocpp");
    }

    @Test
    void credentialsAreFoundByRoleAndNeverPrinted() {
        var credentials =
                Credentials.parse(
                        """
                        #Secrets of this instance
                        admin-key=0a1b
                        database.transaction=2c3d
                        """);

        assertThat(credentials.adminKey()).isEqualTo("0a1b");
        assertThat(credentials.password("transaction")).isEqualTo("2c3d");
        assertThat(credentials.toString()).doesNotContain("0a1b").doesNotContain("2c3d");
        assertThatThrownBy(() -> credentials.password("auth"))
                .hasMessageContaining("database.auth");
    }

    @Test
    void complaintsBringTheirException() {
        var complaints =
                PlatformProcess.complaints(
                        List.of(
                                "20:16:30.655 INFO  i.m.X ready",
                                "20:16:30.700 WARN  i.m.X slow",
                                "20:16:30.800 ERROR i.m.X follower failed",
                                "java.lang.IllegalStateException: gone",
                                "\tat io.mainspring.X.run(X.java:1)",
                                "an ERROR in the middle of a line"));

        assertThat(complaints)
                .containsExactly(
                        "20:16:30.700 WARN  i.m.X slow",
                        "20:16:30.800 ERROR i.m.X follower failed"
                                + " java.lang.IllegalStateException: gone");
    }
}
