package io.mainspring.firmware.files.http;

import io.mainspring.firmware.SqlTime;
import io.mainspring.firmware.files.upload.UploadView;
import io.mainspring.firmware.files.upload.UploadedFiles;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What charge points brought, diagnostics and logs alike, for operators. */
@RestController
@RequestMapping("/api/v1/diagnostics/files")
class UploadedFileController {

    private final UploadedFiles files;

    UploadedFileController(UploadedFiles files) {
        this.files = files;
    }

    @GetMapping
    Page<UploadView> list(
            @RequestParam(required = false) @Nullable UUID jobId,
            @RequestParam(required = false) @Nullable String chargePointId,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        SqlTime.check(from, "?from");
        SqlTime.check(to, "?to");
        return files.list(
                new UploadedFiles.Filter(jobId, chargePointId, kind, from, to),
                Cursor.parse(cursor, 2),
                Cursor.limit(limit));
    }

    @GetMapping("/{fileId}")
    UploadView read(@PathVariable UUID fileId) {
        return find(fileId);
    }

    @GetMapping("/{fileId}/content")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    void content(
            @PathVariable UUID fileId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var file = find(fileId);
        if (file.removedAt() != null) {
            throw new Problem(
                    HttpStatus.GONE, "Gone", "its bytes were deleted after their time", null);
        }
        new FileAnswer(
                        file.fileName(),
                        file.size(),
                        file.sha256(),
                        offset -> files.open(fileId, offset))
                .send(request, response);
    }

    private UploadView find(UUID fileId) {
        return files.byId(fileId).orElseThrow(() -> Problem.notFound("no uploaded file " + fileId));
    }
}
