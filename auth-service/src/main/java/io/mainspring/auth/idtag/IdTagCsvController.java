package io.mainspring.auth.idtag;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.auth.csv.CsvWriter;
import io.mainspring.auth.idtag.IdTagCommands.Conflict;
import io.mainspring.auth.idtag.ImportColumns.Column;
import io.mainspring.auth.idtag.ImportColumns.UnusableCsv;
import io.mainspring.kit.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All idTags at once, as CSV in UTF-8; what is exported can be imported again. */
@RestController
@RequestMapping("/api/v1/id-tags")
class IdTagCsvController {

    private static final String CSV = "text/csv";
    private static final String EXAMPLE =
            """
            idTag,status,expiryDate,parentIdTag
            DEADBEEF,Accepted,2030-12-31T23:00:00Z,FLEET
            """;

    private final IdTagImport imports;
    private final IdTagViews views;

    IdTagCsvController(IdTagImport imports, IdTagViews views) {
        this.imports = imports;
        this.views = views;
    }

    /**
     * Answered at the end, with what became of the lines: some may be wrong and the others are
     * taken over. If the connection breaks, what was taken over stays; sending the file again
     * changes nothing about it.
     */
    @PostMapping(path = "/import", consumes = CSV)
    @Operation(
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = CSV,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(EXAMPLE))))
    ImportSummary importCsv(InputStream body) throws IOException {
        return imports.run(new InputStreamReader(body, UTF_8));
    }

    @GetMapping(path = "/export", produces = CSV)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    void exportCsv(HttpServletResponse response) throws IOException {
        response.setContentType(CSV + ";charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"id-tags.csv\"");
        var text = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
        var csv = new CsvWriter(text);
        csv.write(
                Column.ID_TAG.title,
                Column.STATUS.title,
                Column.EXPIRY_DATE.title,
                Column.PARENT_ID_TAG.title);
        try {
            views.forEach(view -> write(csv, view));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the reader is gone
        }
        text.flush();
    }

    @ExceptionHandler
    ErrorResponse unusable(UnusableCsv file) {
        return new Problem(HttpStatus.BAD_REQUEST, "Unusable CSV", file.reason(), null);
    }

    @ExceptionHandler
    ErrorResponse writtenMeanwhile(Conflict conflict) {
        return conflict.problem();
    }

    private static void write(CsvWriter csv, IdTagView view) {
        try {
            csv.write(
                    view.idTag(),
                    view.status().text(),
                    text(view.expiryDate()),
                    view.parentIdTag());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
