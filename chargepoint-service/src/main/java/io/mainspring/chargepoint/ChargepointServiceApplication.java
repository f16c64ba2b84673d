package io.mainspring.chargepoint;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts chargepoint-service; its settings are in {@code chargepoint-service.yaml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ChargepointServiceApplication {

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        var application = new SpringApplication(ChargepointServiceApplication.class);
        System.setProperty("spring.config.name", "chargepoint-service");
        application.run(arguments);
    }
}
