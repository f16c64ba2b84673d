package io.mainspring.firmware.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Keeps whole files under keys of ours: letters, digits, {@code -} and {@code /}. A key is written
 * once. Nothing is ever half there.
 */
public interface FileStore {

    /** Takes over a whole local file; when this returns it survives a crash. */
    void put(String key, Path whole) throws IOException;

    /**
     * The bytes from an offset on, to be closed by the caller.
     *
     * @param offset less than the file's size
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    InputStream open(String key, long offset) throws IOException;

    /** Without effect if there is no such file. */
    void delete(String key) throws IOException;
}
