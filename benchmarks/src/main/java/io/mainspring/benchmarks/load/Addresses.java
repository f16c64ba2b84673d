package io.mainspring.benchmarks.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;

/**
 * Where a running instance is, as its data directory says.
 *
 * @param http API and health
 * @param ocpp sockets of charge points, without the identity
 * @param ocpps the same by TLS
 * @param authority the certificate, PEM, that vouches for that; its own key lies beside it
 * @param jdbcUrl the database, without credentials
 */
record Addresses(URI http, URI ocpp, URI ocpps, Path authority, String jdbcUrl) {

    private static final String PLACEHOLDER = "/{chargePointId}";

    /**
     * Reads the file {@code addresses}: a name, blanks and an address on each line.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    static Addresses parse(String text) {
        var found = new HashMap<String, String>();
        text.lines()
                .map(line -> line.strip().split("\\s+", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> found.put(words[0], words[1]));
        for (var name : new String[] {"http", "ocpp", "ocpps", "authority", "postgresql"}) {
            if (!found.containsKey(name)) {
                throw new IllegalArgumentException("no address of " + name + " in: " + text);
            }
        }
        return new Addresses(
                URI.create(found.getOrDefault("http", "")),
                URI.create(found.getOrDefault("ocpp", "").replace(PLACEHOLDER, "")),
                URI.create(found.getOrDefault("ocpps", "").replace(PLACEHOLDER, "")),
                Path.of(found.getOrDefault("authority", "")),
                found.getOrDefault("postgresql", ""));
    }
}
