package io.mainspring.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The gateway as a program of its own. */
@SpringBootApplication
public class GatewayServiceApplication {

    /** Runs until it is told to stop; then it lets the charge points go first. */
    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "gateway-service");
        SpringApplication.run(GatewayServiceApplication.class, arguments);
    }
}
