package io.mainspring.firmware.files.http;

import io.mainspring.firmware.files.address.Address.Direction;
import io.mainspring.firmware.files.image.Images;
import io.mainspring.kit.web.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where charge points fetch firmware. The token decides; the file's name behind it is there for
 * charge points that take it from the address.
 */
@Hidden
@RestController
class DownloadController {

    private final TokenGate gate;
    private final Images images;

    DownloadController(TokenGate gate, Images images) {
        this.gate = gate;
        this.images = images;
    }

    /** HEAD too: Spring maps it here. */
    @GetMapping({"/files/d/{token}", "/files/d/{token}/{name}"})
    void download(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var address = gate.open(token, Direction.DOWNLOAD);
        var image =
                images.byId(Objects.requireNonNull(address.imageId()))
                        .orElseThrow(() ->
                                new Problem(
                                        HttpStatus.GONE, "Gone", "the image was deleted", null));
        new FileAnswer(
                        image.fileName(),
                        image.size(),
                        image.sha256(),
                        offset -> images.open(image.imageId(), offset))
                .send(request, response);
    }
}
