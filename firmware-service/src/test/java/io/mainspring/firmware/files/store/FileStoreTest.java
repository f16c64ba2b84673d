package io.mainspring.firmware.files.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mainspring.firmware.files.FilesSettings;
import io.mainspring.firmware.files.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobProviderMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both stores promise. */
class FileStoreTest {

    private static final byte[] BYTES = Samples.bytes(3_000_000, 3);

    abstract static class Promises {

        abstract FileStore store();

        @TempDir Path directory;

        @Test
        void whatWasPutIsRead() throws IOException {
            store().put("images/a-1", file(BYTES));

            try (var in = store().open("images/a-1", 0)) {
                assertThat(in.readAllBytes()).isEqualTo(BYTES);
            }
        }

        @Test
        void readingMayBeginAnywhere() throws IOException {
            store().put("images/a-2", file(BYTES));

            try (var in = store().open("images/a-2", 2_999_000)) {
                assertThat(in.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(BYTES, 2_999_000, 3_000_000));
            }
        }

        @Test
        void whatIsNotThereIsMissing() {
            assertThatThrownBy(() -> store().open("images/none", 0))
                    .isInstanceOf(NoSuchFileException.class);
        }

        @Test
        void deletingTwiceIsDeletingOnce() throws IOException {
            store().put("uploads/a-3", file("x".getBytes(UTF_8)));
            store().delete("uploads/a-3");
            store().delete("uploads/a-3");

            assertThatThrownBy(() -> store().open("uploads/a-3", 0))
                    .isInstanceOf(NoSuchFileException.class);
        }

        private Path file(byte[] bytes) throws IOException {
            return Files.write(Files.createTempFile(directory, "whole", ".part"), bytes);
        }
    }

    @Nested
    class OnTheFileSystem extends Promises {

        @Override
        FileStore store() {
            return new FilesystemStore(directory.resolve("stored"));
        }
    }

    @Nested
    class InS3 extends Promises {

        private static final String KEY = "mainspring-test";
        private static final S3Proxy SERVER = start();

        @Override
        FileStore store() {
            return StoreConfiguration.s3(settings("a secret"));
        }

        @Test
        void aWrongSecretIsRefused() throws IOException {
            var whole = Files.write(directory.resolve("whole"), BYTES);
            try (var stranger = StoreConfiguration.s3(settings("another secret"))) {
                assertThatThrownBy(() -> stranger.put("images/stolen", whole))
                        .isInstanceOf(IOException.class);
            }
        }

        private static FilesSettings.S3 settings(String secret) {
            return new FilesSettings.S3(
                    URI.create("http://127.0.0.1:" + SERVER.getPort()),
                    "us-east-1",
                    "firmware",
                    KEY,
                    secret,
                    true);
        }

        private static S3Proxy start() {
            var blobs =
                    ContextBuilder.newBuilder(new TransientNio2BlobProviderMetadata())
                            .credentials("nobody", "asks")
                            .build(BlobStoreContext.class)
                            .getBlobStore();
            blobs.createContainerInLocation(null, "firmware");
            var server =
                    S3Proxy.builder()
                            .blobStore(blobs)
                            .endpoint(URI.create("http://127.0.0.1:0"))
                            .awsAuthentication(AuthenticationType.AWS_V4, KEY, "a secret")
                            .build();
            try {
                server.start();
            } catch (Exception e) {
                throw new IllegalStateException("S3 server does not start", e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        }

        private static void stop(S3Proxy server) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
