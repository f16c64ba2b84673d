package io.mainspring.firmware.files.http;

import io.mainspring.firmware.files.store.SizeExceeded;
import io.mainspring.firmware.files.upload.BrokenOff;
import io.mainspring.firmware.files.upload.NotTaken;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Transfers that come to nothing, as problem details. */
@RestControllerAdvice(basePackageClasses = TransferProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class TransferProblems {

    private static final Logger log = LoggerFactory.getLogger(TransferProblems.class);

    @ExceptionHandler
    ProblemDetail tooLarge(SizeExceeded e) {
        return problem(HttpStatus.CONTENT_TOO_LARGE, Objects.requireNonNull(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notTaken(NotTaken e) {
        return problem(
                e.isOver() ? HttpStatus.GONE : HttpStatus.TOO_MANY_REQUESTS,
                Objects.requireNonNull(e.getMessage()));
    }

    /** The other side has gone: for the log, because nobody hears the answer. */
    @ExceptionHandler({
        ClientAbortException.class,
        MultipartStream.MalformedStreamException.class,
        EOFException.class,
        SocketTimeoutException.class,
        BrokenOff.class
    })
    ProblemDetail broken(IOException e) {
        log.warn("transfer broken reason={}", e.toString());
        return problem(HttpStatus.BAD_REQUEST, "the transfer broke off; nothing was kept");
    }

    @ExceptionHandler
    ProblemDetail storeAway(IOException e) {
        log.error("store of files fails", e);
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "the store of files fails; see the log");
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }
}
