package io.mainspring.chargepoint.deviation;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a charge point does that the protocol does not allow. */
@RestController
class DeviationController {

    private final Deviations deviations;

    DeviationController(Deviations deviations) {
        this.deviations = deviations;
    }

    @GetMapping("/api/v1/charge-points/{id}/deviations")
    List<Deviations.DeviationView> of(@PathVariable String id) {
        return deviations.of(id);
    }
}
