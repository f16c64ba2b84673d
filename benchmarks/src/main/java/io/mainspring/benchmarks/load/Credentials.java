package io.mainspring.benchmarks.load;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The secrets that an instance keeps in its data directory. */
final class Credentials {

    private final Properties secrets;

    private Credentials(Properties secrets) {
        this.secrets = secrets;
    }

    static Credentials parse(String text) {
        var secrets = new Properties();
        try {
            secrets.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Credentials(secrets);
    }

    /** The administrator's bearer key. */
    String adminKey() {
        return secret("admin-key");
    }

    /** The password of a database role. */
    String password(String role) {
        return secret("database." + role);
    }

    private String secret(String name) {
        var secret = secrets.getProperty(name);
        if (secret == null) {
            throw new IllegalArgumentException("no " + name + " among the credentials");
        }
        return secret;
    }

    @Override
    public String toString() {
        return "Credentials[secret]";
    }
}
