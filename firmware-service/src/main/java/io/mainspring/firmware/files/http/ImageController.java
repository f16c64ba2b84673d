package io.mainspring.firmware.files.http;

import io.mainspring.firmware.files.FileName;
import io.mainspring.firmware.files.FilesSettings;
import io.mainspring.firmware.files.image.ImageView;
import io.mainspring.firmware.files.image.Images;
import io.mainspring.firmware.files.store.SizeExceeded;
import io.mainspring.firmware.files.store.Spool;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Firmware images for operators. */
@RestController
@RequestMapping("/api/v1/firmware/images")
class ImageController {

    /** What a form adds to its file at most, for refusing before anything is read. */
    private static final long FORM_OVERHEAD = 1024 * 1024;

    private final Images images;
    private final Spool spool;
    private final long limit;

    ImageController(Images images, Spool spool, FilesSettings settings) {
        this.images = images;
        this.spool = spool;
        this.limit = settings.maxImageSize().toBytes();
    }

    /**
     * Stores a file that comes as {@code multipart/form-data}: the part {@code file}, and the fields
     * {@code version}, {@code vendor}, {@code model}, {@code signingCertificate}, {@code signature}
     * and {@code sha256} before or behind it; all but the file may be left out.
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = ImageForm.class))))
    ResponseEntity<ImageView> storeForm(HttpServletRequest request, Principal operator)
            throws IOException {
        refuseEarly(request);
        try (var incoming = spool.begin(limit)) {
            var names = new HashMap<String, String>();
            var fields =
                    Multipart.read(
                            request,
                            (name, bytes) -> {
                                if (names.put("file", name == null ? "" : name) != null) {
                                    throw Problem.badRequest("/file", "one file at a time");
                                }
                                Spool.copy(bytes, incoming);
                            });
            if (names.isEmpty()) {
                throw Problem.badRequest("/file", "is missing");
            }
            return stored(incoming.whole(), names.get("file"), fields, operator);
        }
    }

    /** Stores a file that comes as the body; what is said of it stands in the query. */
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<ImageView> storeRaw(
            @RequestParam String fileName,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String vendor,
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String signingCertificate,
            @RequestParam(required = false) @Nullable String signature,
            @RequestParam(required = false) @Nullable String sha256,
            HttpServletRequest request,
            Principal operator)
            throws IOException {
        refuseEarly(request);
        var fields = new HashMap<String, String>();
        put(fields, "version", version);
        put(fields, "vendor", vendor);
        put(fields, "model", model);
        put(fields, "signingCertificate", signingCertificate);
        put(fields, "signature", signature);
        put(fields, "sha256", sha256);
        try (var incoming = spool.begin(limit)) {
            Spool.copy(request.getInputStream(), incoming);
            return stored(incoming.whole(), fileName, fields, operator);
        }
    }

    @GetMapping
    Page<ImageView> list(
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String vendor,
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return images.list(
                new Images.Filter(version, vendor, model),
                Cursor.parse(cursor, 2),
                Cursor.limit(limit));
    }

    @GetMapping("/{imageId}")
    ImageView read(@PathVariable UUID imageId) {
        return find(imageId);
    }

    @GetMapping("/{imageId}/content")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    void content(
            @PathVariable UUID imageId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var image = find(imageId);
        new FileAnswer(
                        image.fileName(),
                        image.size(),
                        image.sha256(),
                        offset -> images.open(imageId, offset))
                .send(request, response);
    }

    /** Charge points that are still to fetch it find it gone. */
    @DeleteMapping("/{imageId}")
    ResponseEntity<Void> delete(@PathVariable UUID imageId) throws IOException {
        if (!images.delete(imageId)) {
            throw Problem.notFound("no firmware image " + imageId);
        }
        return ResponseEntity.noContent().build();
    }

    /** The parts of the form, for its description. */
    record ImageForm(
            @Schema(type = "string", format = "binary") String file,
            @Nullable String version,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String signingCertificate,
            @Nullable String signature,
            @Nullable String sha256) {}

    private void refuseEarly(HttpServletRequest request) {
        if (request.getContentLengthLong() > limit + FORM_OVERHEAD) {
            throw new SizeExceeded(limit);
        }
    }

    private ResponseEntity<ImageView> stored(
            Spool.Whole whole,
            @Nullable String spelt,
            Map<String, String> fields,
            Principal operator)
            throws IOException {
        var name = FileName.safe(spelt);
        if (name == null) {
            throw Problem.badRequest("/fileName", "the file needs a name");
        }
        var image =
                images.add(whole, ImageChecks.description(name, whole, fields), operator.getName());
        return ResponseEntity.created(URI.create("/api/v1/firmware/images/" + image.imageId()))
                .body(image);
    }

    private ImageView find(UUID imageId) {
        return images.byId(imageId)
                .orElseThrow(() -> Problem.notFound("no firmware image " + imageId));
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
