package io.mainspring.smartcharging;

import io.mainspring.testkit.Engines;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a real broker and a real database, one for all tests of this module: each
 * test uses charge points of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = SmartchargingServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=smartcharging-service",
            "mainspring.calls.response-wait=5s",
            "mainspring.smartcharging.installations.answer-time=2s",
            "mainspring.security.api-keys[0].name=tests",
            "mainspring.security.api-keys[0].role=operator",
            // of the key "secret"
            "mainspring.security.api-keys[0].sha256="
                    + "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"
        })
@ContextConfiguration(initializers = Engines.class)
@Import({ServiceUnderTest.class, ChargePointUnderTest.class})
public @interface SmartchargingServiceTest {}
