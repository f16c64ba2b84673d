package io.mainspring.firmware.files.store;

import io.mainspring.firmware.files.FilesSettings;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the store that the settings ask for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FilesSettings.class)
class StoreConfiguration {

    @Bean
    Spool spool(FilesSettings settings) {
        return new Spool(settings.directory().resolve("incoming"));
    }

    @Bean
    FileStore fileStore(FilesSettings settings) {
        return switch (settings.store()) {
            case FILESYSTEM -> new FilesystemStore(settings.directory().resolve("stored"));
            case S3 -> s3(Objects.requireNonNull(settings.s3()));
        };
    }

    static S3Store s3(FilesSettings.S3 settings) {
        var client =
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .region(Region.of(settings.region()))
                        .forcePathStyle(settings.pathStyle())
                        // Trailing checksums are AWS's own; other stores refuse them.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        var access = settings.accessKey();
        var secret = settings.secretKey();
        client.credentialsProvider(
                access == null || secret == null
                        ? DefaultCredentialsProvider.builder().build()
                        : StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(access, secret)));
        if (settings.endpoint() != null) {
            client.endpointOverride(settings.endpoint());
        }
        return new S3Store(client.build(), settings.bucket());
    }
}
