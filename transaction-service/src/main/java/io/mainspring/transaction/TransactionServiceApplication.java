package io.mainspring.transaction;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The transaction service as a program. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class TransactionServiceApplication {

    public static void main(String[] args) {
        var application = new SpringApplication(TransactionServiceApplication.class);
        System.setProperty("spring.config.name", "transaction-service");
        application.run(args);
    }
}
