package io.mainspring.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which version of the Swagger UI lies on the class path. */
final class SwaggerUi {

    static final String VERSION = version();

    private SwaggerUi() {}

    private static String version() {
        var properties = new Properties();
        try (var in =
                SwaggerUi.class.getResourceAsStream(
                        "/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            properties.load(Objects.requireNonNull(in));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
