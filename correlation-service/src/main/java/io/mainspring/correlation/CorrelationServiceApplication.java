package io.mainspring.correlation;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The correlation service as a program of its own. */
@SpringBootApplication
public class CorrelationServiceApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(CorrelationServiceApplication.class)
                .properties("spring.config.name=correlation-service")
                .run(arguments);
    }
}
