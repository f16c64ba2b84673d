package io.mainspring.standalone;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The standalone's face: what its environment variables say.
 *
 * @param dataDirectory everything that outlives a restart
 * @param bind address of the HTTP and OCPP ports; the engines listen on loopback whatever it says
 * @param httpPort API, Swagger UI, health; 0 takes a free one, as with the other ports
 * @param ocppPort sockets of charge points, path {@code /ocpp/{chargePointId}}
 * @param ocppTlsPort the same by TLS
 * @param serverName by which charge points call the platform: the name in its certificates
 * @param adminKey null to make one at the first start and keep it in the data directory
 * @param unknownChargePoints {@code accept}, {@code pending} or {@code reject}
 * @param gateways how many gateways beside each other; the second and later ones take free ports
 * @param ftpPort FTP for firmware and uploads of charge points that speak nothing else
 */
public record Settings(
        Path dataDirectory,
        String bind,
        int httpPort,
        int ocppPort,
        int ocppTlsPort,
        String serverName,
        int kafkaPort,
        int postgresPort,
        @Nullable String adminKey,
        String unknownChargePoints,
        int gateways,
        int ftpPort) {

    /** Free ports on loopback, data in the given directory: for tests. */
    public static Settings onFreePorts(Path dataDirectory) {
        return new Settings(
                dataDirectory, "127.0.0.1", 0, 0, 0, "localhost", 0, 0, null, "accept", 1, 0);
    }

    /**
     * Reads {@code MAINSPRING_*}.
     *
     * @throws IllegalArgumentException naming the variable that makes no sense
     */
    static Settings from(Map<String, String> environment) {
        return new Settings(
                Path.of(environment.getOrDefault("MAINSPRING_DATA_DIR", "data")),
                environment.getOrDefault("MAINSPRING_BIND", "127.0.0.1"),
                port(environment, "MAINSPRING_HTTP_PORT", 8080),
                port(environment, "MAINSPRING_OCPP_PORT", 9000),
                port(environment, "MAINSPRING_OCPP_TLS_PORT", 9443),
                environment.getOrDefault("MAINSPRING_SERVER_NAME", "localhost"),
                port(environment, "MAINSPRING_KAFKA_PORT", 19092),
                port(environment, "MAINSPRING_POSTGRES_PORT", 15432),
                environment.get("MAINSPRING_ADMIN_KEY"),
                policy(environment.getOrDefault("MAINSPRING_UNKNOWN_CHARGE_POINTS", "accept")),
                1,
                port(environment, "MAINSPRING_FTP_PORT", 2121));
    }

    public Settings withGateways(int count) {
        return new Settings(
                dataDirectory,
                bind,
                httpPort,
                ocppPort,
                ocppTlsPort,
                serverName,
                kafkaPort,
                postgresPort,
                adminKey,
                unknownChargePoints,
                count,
                ftpPort);
    }

    public Settings withUnknownChargePoints(String policy) {
        return new Settings(
                dataDirectory,
                bind,
                httpPort,
                ocppPort,
                ocppTlsPort,
                serverName,
                kafkaPort,
                postgresPort,
                adminKey,
                policy(policy),
                gateways,
                ftpPort);
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, in the caller's terms
        }
        throw new IllegalArgumentException(name + " must be a port (0 to 65535): " + value);
    }

    private static String policy(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "accept", "pending", "reject" -> value.toLowerCase(Locale.ROOT);
            default ->
                    throw new IllegalArgumentException(
                            "MAINSPRING_UNKNOWN_CHARGE_POINTS must be accept, pending or reject: "
                                    + value);
        };
    }
}
