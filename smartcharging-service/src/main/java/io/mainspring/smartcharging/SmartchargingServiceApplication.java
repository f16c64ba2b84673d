package io.mainspring.smartcharging;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts smartcharging-service; its settings are in {@code smartcharging-service.yaml}. */
@SpringBootApplication
public class SmartchargingServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "smartcharging-service");
        SpringApplication.run(SmartchargingServiceApplication.class, args);
    }
}
