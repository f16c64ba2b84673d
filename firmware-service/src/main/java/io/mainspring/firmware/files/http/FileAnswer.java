package io.mainspring.firmware.files.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.ContentDisposition;

/**
 * A stored file as an answer: to be saved, never shown or run, whatever is in it; in part if a
 * download that broke off goes on.
 *
 * @param sha256 hexadecimal: the entity tag
 */
record FileAnswer(String name, long size, String sha256, Bytes bytes) {

    private static final int BUFFER = 64 * 1024;

    /** Opens the file at an offset. */
    @FunctionalInterface
    interface Bytes {
        InputStream from(long offset) throws IOException;
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var tag = '"' + sha256 + '"';
        response.setContentType("application/octet-stream");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment().filename(name).build().toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", tag);
        var ifRange = request.getHeader("If-Range");
        var header = ifRange == null || ifRange.equals(tag) ? request.getHeader("Range") : null;
        switch (ByteRange.asked(header, size)) {
            case ByteRange.Asked.Whole _ -> {
                response.setStatus(HttpServletResponse.SC_OK);
                write(request, response, new ByteRange(0, size - 1));
            }
            case ByteRange.Asked.Part(var range) -> {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader(
                        "Content-Range",
                        "bytes " + range.first() + "-" + range.last() + "/" + size);
                write(request, response, range);
            }
            case ByteRange.Asked.Unsatisfiable _ -> {
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                response.setHeader("Content-Range", "bytes */" + size);
            }
        }
    }

    private void write(HttpServletRequest request, HttpServletResponse response, ByteRange range)
            throws IOException {
        if (request.getMethod().equals("HEAD") || range.length() == 0) {
            response.setContentLengthLong(range.length());
            return;
        }
        var buffer = new byte[BUFFER];
        try (var in = bytes.from(range.first())) {
            // Only now: if the store is away, the answer is a problem of another length.
            response.setContentLengthLong(range.length());
            var out = response.getOutputStream();
            for (long left = range.length(); left > 0; ) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new IOException("the stored file is shorter than it was");
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
    }
}
