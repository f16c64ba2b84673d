package io.mainspring.smartcharging;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts smartcharging-service; its settings are in {@code smartcharging-service.yaml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SmartchargingServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "smartcharging-service");
        SpringApplication.run(SmartchargingServiceApplication.class, args);
    }
}
