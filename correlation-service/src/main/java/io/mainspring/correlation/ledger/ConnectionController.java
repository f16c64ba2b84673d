package io.mainspring.correlation.ledger;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/connections")
@Tag(name = "Connections", description = "Who is connected, since when, where and how")
class ConnectionController {

    private final ConnectionViews connections;

    ConnectionController(ConnectionViews connections) {
        this.connections = connections;
    }

    @GetMapping
    @Operation(summary = "List connections, the latest change first")
    Page<ConnectionView> list(
            @Parameter(description = "false: who was connected and is not any more; absent: both")
                    @RequestParam(required = false)
                    @Nullable Boolean connected,
            @RequestParam(required = false) @Nullable String gateway,
            @RequestParam(required = false) @Nullable Integer securityProfile,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return connections.list(
                new ConnectionViews.Filter(connected, gateway, securityProfile),
                Cursor.limit(limit),
                Cursors.parse(cursor, _ -> {}));
    }

    @GetMapping("/{chargePointId}")
    @Operation(summary = "Read a charge point's newest connection")
    ConnectionView read(@PathVariable String chargePointId) {
        return connections
                .find(chargePointId)
                .orElseThrow(() -> Problem.notFound(chargePointId + " has never been connected"));
    }
}
