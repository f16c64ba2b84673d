package io.mainspring.firmware.files.http;

import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.address.Address;
import io.mainspring.firmware.files.address.Address.Direction;
import io.mainspring.firmware.files.address.Token;
import io.mainspring.firmware.files.store.Spool;
import io.mainspring.firmware.files.upload.Uploads;
import io.mainspring.kit.web.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where charge points bring files, each in its own way: PUT or POST, raw or as a form; to the
 * address itself, or with a name behind it, with or without the slash between.
 */
@Hidden
@RestController
class UploadController {

    private final TokenGate gate;
    private final Uploads uploads;

    UploadController(TokenGate gate, Uploads uploads) {
        this.gate = gate;
        this.uploads = uploads;
    }

    @RequestMapping(
            path = {"/files/u/{token}", "/files/u/{token}/"},
            method = {RequestMethod.PUT, RequestMethod.POST})
    @ResponseStatus(HttpStatus.CREATED)
    void upload(@PathVariable String token, HttpServletRequest request) throws IOException {
        int end = Math.min(token.length(), Token.LENGTH);
        take(token.substring(0, end), token.substring(end), request);
    }

    @RequestMapping(
            path = "/files/u/{token}/{name}",
            method = {RequestMethod.PUT, RequestMethod.POST})
    @ResponseStatus(HttpStatus.CREATED)
    void upload(@PathVariable String token, @PathVariable String name, HttpServletRequest request)
            throws IOException {
        take(token, name, request);
    }

    private void take(String token, String name, HttpServletRequest request) throws IOException {
        var address = gate.open(token, Direction.UPLOAD);
        var over = request.isSecure() ? Protocol.HTTPS : Protocol.HTTP;
        if (Multipart.is(request)) {
            var files = new AtomicInteger();
            Multipart.read(
                    request,
                    (partName, bytes) -> {
                        uploads.take(
                                address,
                                name.isEmpty() ? partName : name,
                                over,
                                -1,
                                target -> Spool.copy(bytes, target));
                        files.incrementAndGet();
                    });
            if (files.get() == 0) {
                throw Problem.badRequest("", "the form holds no file");
            }
        } else {
            raw(address, name, over, request);
        }
    }

    private void raw(Address address, String name, Protocol over, HttpServletRequest request)
            throws IOException {
        uploads.take(
                address,
                name.isEmpty() ? dispositionName(request) : name,
                over,
                request.getContentLengthLong(),
                target -> Spool.copy(request.getInputStream(), target));
    }

    private static @Nullable String dispositionName(HttpServletRequest request) {
        var header = request.getHeader("Content-Disposition");
        try {
            return header == null ? null : ContentDisposition.parse(header).getFilename();
        } catch (IllegalArgumentException e) {
            return null; // a header that nobody can read names no file
        }
    }
}
