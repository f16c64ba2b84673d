package io.mainspring.chargepoint;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts chargepoint-service; its settings are in {@code chargepoint-service.yaml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ChargepointServiceApplication {

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        var application = new SpringApplication(ChargepointServiceApplication.class);
        System.setProperty("spring.config.name", "chargepoint-service");
        application.run(arguments);
    }
}
