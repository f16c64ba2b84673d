package io.mainspring.firmware.files.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.firmware.files.store.SizeExceeded;
import io.mainspring.kit.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} as it comes: files are handed on as streams, fields are
 * collected. Spring's own reading would put files on disk before anybody has looked at the token,
 * so it is switched off; the parser is the one inside Tomcat that Spring would use.
 */
final class Multipart {

    private static final int LONGEST_FIELD = 64 * 1024;
    private static final int MOST_PARTS = 50;

    private Multipart() {}

    /** Takes the stream of a file; what it leaves unread is skipped. */
    @FunctionalInterface
    interface FilePart {
        void take(@Nullable String fileName, InputStream bytes) throws IOException;
    }

    static boolean is(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    /**
     * Reads to the end.
     *
     * @return the fields that are no files, by name
     * @throws SizeExceeded if a field or their number is beyond all reason
     * @throws Problem 400 if the body is not what it says
     * @throws IOException if it breaks off
     */
    static Map<String, String> read(HttpServletRequest request, FilePart file) throws IOException {
        var fields = new HashMap<String, String>();
        try {
            var parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
            for (int count = 1; parts.hasNext(); count++) {
                if (count > MOST_PARTS) {
                    throw new SizeExceeded(MOST_PARTS);
                }
                var part = parts.next();
                try (var bytes = part.openStream()) {
                    if (part.isFormField()) {
                        fields.put(part.getFieldName(), text(bytes));
                    } else {
                        file.take(part.getName(), bytes);
                    }
                }
            }
        } catch (FileUploadException e) {
            throw Problem.badRequest("", "not a readable multipart body: " + e.getMessage());
        }
        return fields;
    }

    private static String text(InputStream bytes) throws IOException {
        var content = bytes.readNBytes(LONGEST_FIELD + 1);
        if (content.length > LONGEST_FIELD) {
            throw new SizeExceeded(LONGEST_FIELD);
        }
        return new String(content, UTF_8);
    }
}
