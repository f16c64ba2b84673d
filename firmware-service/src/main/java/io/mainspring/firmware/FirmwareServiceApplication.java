package io.mainspring.firmware;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts firmware-service; its settings are in {@code firmware-service.yaml}. */
@SpringBootApplication
@EnableScheduling
@ConfigurationPropertiesScan
public class FirmwareServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "firmware-service");
        SpringApplication.run(FirmwareServiceApplication.class, args);
    }
}
