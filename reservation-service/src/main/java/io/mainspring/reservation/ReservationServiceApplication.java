package io.mainspring.reservation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts reservation-service; its settings are in {@code reservation-service.yaml}. */
@SpringBootApplication
@EnableScheduling
public class ReservationServiceApplication {

    public static void main(String[] args) {
        System.setProperty("spring.config.name", "reservation-service");
        SpringApplication.run(ReservationServiceApplication.class, args);
    }
}
