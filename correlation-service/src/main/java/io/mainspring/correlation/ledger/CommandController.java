package io.mainspring.correlation.ledger;

import io.mainspring.contracts.CommandStatus;
import io.mainspring.kit.calls.CommandView;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.Action;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/commands")
@Tag(name = "Commands", description = "Everything that was asked of a charge point")
class CommandController {

    private final CommandViews commands;

    CommandController(CommandViews commands) {
        this.commands = commands;
    }

    @GetMapping
    @Operation(summary = "List commands, newest first")
    Page<CommandView> list(
            @RequestParam(required = false) @Nullable String chargePointId,
            @Parameter(description = "OCPP action, such as Reset") @RequestParam(required = false)
                    @Nullable String action,
            @Parameter(description = "Pending, Answered, Error, TimedOut, ...")
                    @RequestParam(required = false)
                    @Nullable String status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return commands.list(
                new CommandViews.Filter(chargePointId, action(action), status(status)),
                Cursor.limit(limit),
                cursor(cursor));
    }

    @GetMapping("/{commandId}")
    @Operation(summary = "Read a command")
    CommandView read(@PathVariable String commandId) {
        return id(commandId)
                .flatMap(commands::find)
                .orElseThrow(() -> Problem.notFound("no command " + commandId));
    }

    private static @Nullable Action action(@Nullable String name) {
        return name == null
                ? null
                : Action.named(name)
                        .orElseThrow(() -> Problem.badRequest("?action", "no OCPP 1.6 action"));
    }

    private static @Nullable CommandStatus status(@Nullable String name) {
        return name == null
                ? null
                : StatusNames.parse(name)
                        .orElseThrow(() -> Problem.badRequest("?status", "no command status"));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static @Nullable Cursor cursor(@Nullable String text) {
        return Cursors.parse(text, UUID::fromString);
    }
}
