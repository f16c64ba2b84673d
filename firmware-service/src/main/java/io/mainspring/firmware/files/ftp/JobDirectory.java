package io.mainspring.firmware.files.ftp;

import io.mainspring.firmware.files.FileName;
import io.mainspring.firmware.files.address.Address;
import io.mainspring.firmware.files.address.Address.Direction;
import io.mainspring.firmware.files.address.AddressBook;
import io.mainspring.firmware.files.image.Images;
import io.mainspring.firmware.files.upload.UploadedFiles;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Objects;
import org.apache.ftpserver.ftplet.FileSystemView;

/**
 * What one session sees: a root directory with the image it may fetch, or with the files it has
 * brought. There are no other directories, and no path leads to one: of a path only the last
 * segment counts.
 */
final class JobDirectory implements FileSystemView {

    private final Address address;
    private final AddressBook book;
    private final Images images;
    private final UploadedFiles uploads;

    JobDirectory(Address address, AddressBook book, Images images, UploadedFiles uploads) {
        this.address = address;
        this.book = book;
        this.images = images;
        this.uploads = uploads;
    }

    Address address() {
        return address;
    }

    boolean isOpen() {
        return book.isOpen(address);
    }

    @Override
    public JobFile getHomeDirectory() {
        return JobFile.directory(entries());
    }

    @Override
    public JobFile getWorkingDirectory() {
        return getHomeDirectory();
    }

    @Override
    public boolean changeWorkingDirectory(String path) {
        return isRoot(path);
    }

    @Override
    public JobFile getFile(String path) {
        if (isRoot(path)) {
            return getHomeDirectory();
        }
        var name = Objects.requireNonNullElse(FileName.safe(path), "_");
        return entries().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseGet(() -> JobFile.missing(name));
    }

    @Override
    public boolean isRandomAccessible() {
        return true;
    }

    @Override
    public void dispose() {
        // holds nothing
    }

    private static boolean isRoot(String path) {
        return switch (path) {
            case "", "/", ".", "./", "/." -> true;
            default -> false;
        };
    }

    private List<JobFile> entries() {
        if (!isOpen()) {
            return List.of();
        }
        if (address.direction() == Direction.UPLOAD) {
            return uploads.under(address).stream()
                    .map(f -> new JobFile(f.fileName(), f.size(), f.receivedAt(), null, null))
                    .toList();
        }
        return images.byId(Objects.requireNonNull(address.imageId())).stream()
                .map(i ->
                        new JobFile(
                                i.fileName(),
                                i.size(),
                                i.uploadedAt(),
                                offset -> {
                                    if (!isOpen()) {
                                        throw new FileNotFoundException(i.fileName());
                                    }
                                    return images.open(i.imageId(), offset);
                                },
                                null))
                .toList();
    }
}
