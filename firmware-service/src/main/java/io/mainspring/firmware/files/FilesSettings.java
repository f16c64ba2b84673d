package io.mainspring.firmware.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where files are kept and how charge points reach them.
 *
 * @param publicUrl addresses (http or https) under which charge points reach {@code /files}; empty:
 *     nothing is offered over HTTP
 * @param store where whole files are kept
 * @param directory of the file system store; with {@code s3} files wait here until they are whole
 * @param s3 needed with {@code store: s3} only
 * @param maxImageSize the largest firmware image that operators may store
 * @param maxUploadSize what one upload address takes, all its files together
 * @param maxUploads how many files one upload address takes: charge points try again
 * @param uploadRetention after which the bytes of an upload are deleted and only the fact is kept
 */
@ConfigurationProperties("mainspring.firmware.files")
public record FilesSettings(
        @DefaultValue List<URI> publicUrl,
        @DefaultValue("filesystem") Store store,
        @DefaultValue("files") Path directory,
        @Nullable S3 s3,
        @DefaultValue("1GB") DataSize maxImageSize,
        @DefaultValue("100MB") DataSize maxUploadSize,
        @DefaultValue("20") int maxUploads,
        @DefaultValue("90d") Duration uploadRetention) {

    /** Where whole files are kept. */
    public enum Store {
        FILESYSTEM,
        S3
    }

    /**
     * An S3-compatible store.
     *
     * @param endpoint null: AWS's own for the region
     * @param accessKey null, and secretKey too: what the environment or the machine's role gives
     * @param pathStyle bucket in the path, not in the host name: most stores that are not AWS
     */
    public record S3(
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") String region,
            String bucket,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @DefaultValue("false") boolean pathStyle) {

        /** Without the secret: settings are printed. */
        @Override
        public String toString() {
            return "S3[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + "]";
        }
    }

    public FilesSettings {
        for (var url : publicUrl) {
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException(
                        "mainspring.firmware.files.public-url must be http or https: " + url);
            }
        }
        if (store == Store.S3 && s3 == null) {
            throw new IllegalArgumentException("mainspring.firmware.files.s3 is missing");
        }
        if (maxUploads < 1 || uploadRetention.isNegative() || uploadRetention.isZero()) {
            throw new IllegalArgumentException(
                    "mainspring.firmware.files: max-uploads and upload-retention must be positive");
        }
    }
}
