package io.mainspring.firmware;

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
        classes = FirmwareServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=firmware-service",
            "mainspring.calls.response-wait=5s",
            "mainspring.security.api-keys[0].name=tests",
            "mainspring.security.api-keys[0].role=operator",
            // of the key "secret"
            "mainspring.security.api-keys[0].sha256="
                    + "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
            "mainspring.firmware.files.directory=target/test-files",
            "mainspring.firmware.files.public-url=http://files.test",
            "mainspring.firmware.files.max-image-size=1MB",
            "mainspring.firmware.files.max-upload-size=300KB",
            "mainspring.firmware.files.ftp.enabled=true",
            "mainspring.firmware.files.ftp.port=0",
            "mainspring.firmware.files.ftp.bind-address=127.0.0.1",
            "mainspring.firmware.files.ftp.public-host=127.0.0.1"
        })
@ContextConfiguration(initializers = Engines.class)
@Import(ServiceUnderTest.class)
public @interface FirmwareServiceTest {}
