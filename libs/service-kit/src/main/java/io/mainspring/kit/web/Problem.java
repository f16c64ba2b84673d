package io.mainspring.kit.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal of a REST call, answered as RFC 9457 problem details. */
public final class Problem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /**
     * @param pointer the offending field: a JSON Pointer into the body, or {@code ?name} for a
     *     query parameter, or a header's name; null if no field is to blame
     */
    public Problem(HttpStatus status, String title, String detail, @Nullable String pointer) {
        this(status, title, detail, pointer, null);
    }

    public Problem(
            HttpStatus status,
            String title,
            String detail,
            @Nullable String pointer,
            @Nullable Throwable cause) {
        super(status, body(status, title, detail, pointer), cause);
    }

    public static Problem notFound(String what) {
        return new Problem(HttpStatus.NOT_FOUND, "Not found", what, null);
    }

    public static Problem badRequest(String pointer, String reason) {
        return new Problem(HttpStatus.BAD_REQUEST, "Invalid request", reason, pointer);
    }

    public static Problem conflict(String detail) {
        return new Problem(HttpStatus.CONFLICT, "Conflict", detail, null);
    }

    private static ProblemDetail body(
            HttpStatus status, String title, String detail, @Nullable String pointer) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        problem.setType(URI.create("about:blank"));
        if (pointer != null) {
            problem.setProperty("pointer", pointer);
        }
        return problem;
    }
}
