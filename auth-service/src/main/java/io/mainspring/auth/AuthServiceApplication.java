package io.mainspring.auth;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts auth-service; its settings are in {@code auth-service.yaml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class AuthServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "auth-service");
        SpringApplication.run(AuthServiceApplication.class, args);
    }
}
