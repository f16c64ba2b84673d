package io.mainspring.firmware.files.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a job's directory, or the directory itself. Uploads do not pass through here: see
 * {@link StoreCommand}.
 *
 * @param size in bytes; negative: there is no such file (yet)
 * @param bytes null: not to be read
 * @param entries of the directory; null: a file
 */
record JobFile(
        String name,
        long size,
        Instant modified,
        @Nullable Bytes bytes,
        @Nullable List<JobFile> entries)
        implements FtpFile {

    /** Opens the file at an offset. */
    @FunctionalInterface
    interface Bytes {
        InputStream from(long offset) throws IOException;
    }

    static JobFile directory(List<JobFile> entries) {
        return new JobFile("/", 0, Instant.EPOCH, null, entries);
    }

    static JobFile missing(String name) {
        return new JobFile(name, -1, Instant.EPOCH, null, null);
    }

    @Override
    public String getAbsolutePath() {
        return isDirectory() ? "/" : "/" + name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isHidden() {
        return false;
    }

    @Override
    public boolean isDirectory() {
        return entries != null;
    }

    @Override
    public boolean isFile() {
        return entries == null && size >= 0;
    }

    @Override
    public boolean doesExist() {
        return size >= 0;
    }

    @Override
    public boolean isReadable() {
        return isDirectory() || bytes != null;
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public boolean isRemovable() {
        return false;
    }

    @Override
    public String getOwnerName() {
        return "mainspring";
    }

    @Override
    public String getGroupName() {
        return "mainspring";
    }

    @Override
    public int getLinkCount() {
        return 1;
    }

    @Override
    public long getLastModified() {
        return modified.toEpochMilli();
    }

    @Override
    public boolean setLastModified(long time) {
        return false;
    }

    @Override
    public long getSize() {
        return Math.max(0, size);
    }

    @Override
    public Object getPhysicalFile() {
        return this;
    }

    @Override
    public boolean mkdir() {
        return false;
    }

    @Override
    public boolean delete() {
        return false;
    }

    @Override
    public boolean move(FtpFile destination) {
        return false;
    }

    @Override
    public @Nullable List<? extends FtpFile> listFiles() {
        return entries;
    }

    @Override
    public OutputStream createOutputStream(long offset) throws IOException {
        throw new IOException("not to be written: " + name);
    }

    @Override
    public InputStream createInputStream(long offset) throws IOException {
        if (bytes == null) {
            throw new IOException("not to be read: " + name);
        }
        return offset < size ? bytes.from(offset) : InputStream.nullInputStream();
    }
}
