package io.mainspring.firmware;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts firmware-service; its settings are in {@code firmware-service.yaml}. */
@SpringBootApplication
public class FirmwareServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "firmware-service");
        SpringApplication.run(FirmwareServiceApplication.class, args);
    }
}
