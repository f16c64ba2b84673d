package io.mainspring.simulator.chargepoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPSClient;

/**
 * Moves files over HTTP(S) and FTP(S). Blocks: for threads that may. Of a download nothing is kept but what its reader
 * keeps, so that a fleet can fetch large images.
 */
final class FileTransfers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 64 * 1024;

    private FileTransfers() {}

    /** What is read, piece by piece. */
    @FunctionalInterface
    interface Reader {
        void take(byte[] bytes, int length) throws IOException;
    }

    /**
     * What was fetched.
     *
     * @param sha256 hexadecimal, lower case
     */
    record Fetched(long size, String sha256) {}

    /**
     * @throws IOException if the file does not come whole
     */
    static Fetched fetch(URI location, Reader reader) throws IOException, InterruptedException {
        return switch (scheme(location)) {
            case "http", "https" -> fetchByHttp(location, reader);
            case "ftp", "ftps" -> fetchByFtp(location, reader);
            default -> throw new IOException("no way to fetch " + location.getScheme());
        };
    }

    /**
     * Brings a file to a location that stands for a directory.
     *
     * @throws IOException if it was not taken
     */
    static void bring(URI location, String fileName, byte[] content)
            throws IOException, InterruptedException {
        switch (scheme(location)) {
            case "http", "https" -> bringByHttp(location, fileName, content);
            case "ftp", "ftps" -> bringByFtp(location, fileName, content);
            default -> throw new IOException("no way to bring " + location.getScheme());
        }
    }

    private static String scheme(URI location) {
        return String.valueOf(location.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static Fetched fetchByHttp(URI location, Reader reader)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(location).timeout(PATIENCE).build();
        var answer = Http.CLIENT.send(request, BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("HTTP " + answer.statusCode());
            }
            return read(body, reader);
        }
    }

    private static void bringByHttp(URI location, String fileName, byte[] content)
            throws IOException, InterruptedException {
        var directory = location.toString();
        var file = URI.create(directory + (directory.endsWith("/") ? "" : "/") + fileName);
        var request =
                HttpRequest.newBuilder(file)
                        .timeout(PATIENCE)
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofByteArray(content))
                        .build();
        var answer = Http.CLIENT.send(request, BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("HTTP " + answer.statusCode());
        }
    }

    private static Fetched fetchByFtp(URI location, Reader reader) throws IOException {
        var client = logIn(location);
        try {
            Fetched fetched;
            try (var in = client.retrieveFileStream(location.getPath())) {
                if (in == null) {
                    throw new IOException("FTP " + client.getReplyCode());
                }
                fetched = read(in, reader);
            }
            demand(client, client.completePendingCommand());
            return fetched;
        } finally {
            client.disconnect();
        }
    }

    private static void bringByFtp(URI location, String fileName, byte[] content)
            throws IOException {
        var client = logIn(location);
        var directory = location.getPath();
        try {
            var path = directory + (directory.endsWith("/") ? "" : "/") + fileName;
            demand(client, client.storeFile(path, new ByteArrayInputStream(content)));
        } finally {
            client.disconnect();
        }
    }

    private static FTPClient logIn(URI location) throws IOException {
        var client = scheme(location).equals("ftps") ? new FTPSClient() : new FTPClient();
        client.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
        client.setDataTimeout(PATIENCE);
        client.connect(
                location.getHost(), location.getPort() < 0 ? FTP.DEFAULT_PORT : location.getPort());
        var userInfo = location.getUserInfo() == null ? "anonymous:" : location.getUserInfo();
        var colon = userInfo.indexOf(':');
        try {
            demand(
                    client,
                    client.login(
                            colon < 0 ? userInfo : userInfo.substring(0, colon),
                            colon < 0 ? "" : userInfo.substring(colon + 1)));
            if (client instanceof FTPSClient encrypted) {
                encrypted.execPBSZ(0);
                encrypted.execPROT("P");
            }
            client.enterLocalPassiveMode();
            client.setFileType(FTP.BINARY_FILE_TYPE);
            return client;
        } catch (IOException e) {
            client.disconnect();
            throw e;
        }
    }

    private static void demand(FTPClient client, boolean done) throws IOException {
        if (!done) {
            throw new IOException("FTP " + client.getReplyCode());
        }
    }

    private static Fetched read(InputStream source, Reader reader) throws IOException {
        var digest = sha256();
        var in = new DigestInputStream(source, digest);
        var buffer = new byte[BUFFER];
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            reader.take(buffer, n);
            size += n;
        }
        return new Fetched(size, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** One for all charge points of a process, made when the first of them fetches something. */
    private static final class Http {
        static final HttpClient CLIENT =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build();
    }
}
