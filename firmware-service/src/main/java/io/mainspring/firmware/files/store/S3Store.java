package io.mainspring.firmware.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A bucket. An object appears when its PUT has ended, so it is whole or not there. */
final class S3Store implements FileStore, AutoCloseable {

    private final S3Client s3;
    private final String bucket;

    S3Store(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, Path whole) throws IOException {
        try {
            s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromFile(whole));
        } catch (SdkException e) {
            throw new IOException("not stored key=" + key, e);
        }
    }

    @Override
    public InputStream open(String key, long offset) throws IOException {
        try {
            return s3.getObject(r -> {
                r.bucket(bucket).key(key);
                if (offset > 0) {
                    r.range("bytes=" + offset + "-");
                }
            });
        } catch (NoSuchKeyException e) {
            var missing = new NoSuchFileException(key);
            missing.initCause(e);
            throw missing;
        } catch (SdkException e) {
            throw new IOException("not readable key=" + key, e);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        try {
            s3.deleteObject(r -> r.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw new IOException("not deleted key=" + key, e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
