package io.mainspring.kit.web;

import io.mainspring.ocpp.codec.OcppViolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Errors of REST calls as RFC 9457 problem details that name the field. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // before Boot's own, which names no field
final class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ProblemDetail violation(OcppViolation e) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.reason());
        problem.setTitle("Invalid OCPP payload");
        problem.setProperty("pointer", e.path());
        problem.setProperty("ocppErrorCode", e.code().wireName());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException e) {
        log.error("REST call failed", e);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "an unexpected failure; see the log");
    }

    @Override
    protected org.springframework.http.@org.jspecify.annotations.Nullable ResponseEntity<Object>
            handleHttpMessageNotReadable(
                    HttpMessageNotReadableException e,
                    org.springframework.http.HttpHeaders headers,
                    org.springframework.http.HttpStatusCode status,
                    org.springframework.web.context.request.WebRequest request) {
        var problem = ProblemDetail.forStatus(status);
        problem.setTitle("Unreadable body");
        if (e.getCause() instanceof JacksonException json) {
            problem.setDetail(json.getOriginalMessage());
            problem.setProperty("pointer", pointer(json));
        } else {
            problem.setDetail("a JSON body is expected");
        }
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static String pointer(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            path.append('/')
                    .append(step.getIndex() >= 0 ? step.getIndex() : step.getPropertyName());
        }
        return path.toString();
    }
}
