package io.mainspring.auth.idtag;

import io.mainspring.auth.idtag.IdTagCommand.Delete;
import io.mainspring.auth.idtag.IdTagCommand.Put;
import io.mainspring.auth.idtag.IdTagCommand.Register;
import io.mainspring.auth.idtag.IdTagCommands.Conflict;
import io.mainspring.auth.idtag.IdTagViews.Filter;
import io.mainspring.auth.idtag.IdTagViews.Position;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * idTags one by one. A write is answered when Authorize sees it; writing the same again changes
 * nothing. In paths an idTag is percent-encoded and its case does not matter.
 */
@RestController
@RequestMapping("/api/v1/id-tags")
class IdTagController {

    private final IdTagCommands commands;
    private final IdTagViews views;

    IdTagController(IdTagCommands commands, IdTagViews views) {
        this.commands = commands;
        this.views = views;
    }

    /**
     * An idTag to be registered.
     *
     * @param status Accepted if absent
     */
    record Registration(
            @Nullable String idTag,
            @Nullable Standing status,
            @Nullable Instant expiryDate,
            @Nullable String parentIdTag) {}

    /**
     * What an idTag is to be from now on; what is absent is taken away.
     *
     * @param status required, so that nobody frees a barred idTag by leaving it out
     */
    record NewTerms(
            @Nullable Standing status,
            @Nullable Instant expiryDate,
            @Nullable String parentIdTag) {}

    @PostMapping
    ResponseEntity<IdTagView> register(@RequestBody Registration body) {
        var idTag = valid(body.idTag());
        var standing = body.status() == null ? Standing.ACCEPTED : body.status();
        var terms = valid(standing, body.expiryDate(), body.parentIdTag());
        return switch (commands.send(new Register(idTag, terms))) {
            case REGISTERED -> created(idTag);
            case REGISTERED_OTHERWISE ->
                    throw Problem.conflict(
                            "This idTag is registered on other terms; PUT would change them.");
            case UNCHANGED, CHANGED, DELETED, NOT_REGISTERED -> ResponseEntity.ok(read(idTag));
        };
    }

    /**
     * The idTags, the newest registration first.
     *
     * @param idTag only those that begin with this
     * @param status only Accepted or only Blocked
     * @param parentIdTag only this group
     * @param expiresBefore only those with an expiry date before this time
     */
    @GetMapping
    Page<IdTagView> list(
            @RequestParam(required = false) @Nullable String idTag,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String parentIdTag,
            @RequestParam(required = false) @Nullable Instant expiresBefore,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter =
                new Filter(
                        askable("?idTag", idTag),
                        status == null ? null : standing(status),
                        askable("?parentIdTag", parentIdTag),
                        expiresBefore);
        int size = Cursor.limit(limit);
        return Page.of(
                views.list(filter, position(Cursor.parse(cursor, 2)), size + 1),
                size,
                last -> Cursor.of(last.registeredAt(), IdTagKey.of(last.idTag())));
    }

    @GetMapping("/{idTag}")
    IdTagView read(@PathVariable String idTag) {
        if (IdTagRules.faultOfIdTag(idTag) != null) {
            throw notRegistered();
        }
        return views.byIdTag(idTag).orElseThrow(IdTagController::notRegistered);
    }

    @PutMapping("/{idTag}")
    ResponseEntity<IdTagView> put(@PathVariable String idTag, @RequestBody NewTerms body) {
        valid(idTag);
        if (body.status() == null) {
            throw Problem.badRequest("/status", "must be Accepted or Blocked");
        }
        var terms = valid(body.status(), body.expiryDate(), body.parentIdTag());
        return switch (commands.send(new Put(idTag, terms))) {
            case REGISTERED -> created(idTag);
            case CHANGED, UNCHANGED, DELETED, REGISTERED_OTHERWISE, NOT_REGISTERED ->
                    ResponseEntity.ok(read(idTag));
        };
    }

    @DeleteMapping("/{idTag}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String idTag) {
        if (IdTagRules.faultOfIdTag(idTag) != null
                || commands.send(new Delete(idTag)) == Effect.NOT_REGISTERED) {
            throw notRegistered();
        }
    }

    @ExceptionHandler
    ErrorResponse writtenMeanwhile(Conflict conflict) {
        return conflict.problem();
    }

    private static Problem notRegistered() {
        return Problem.notFound("This idTag is not registered.");
    }

    private ResponseEntity<IdTagView> created(String idTag) {
        return ResponseEntity.created(address(idTag)).body(read(idTag));
    }

    private static URI address(String idTag) {
        return UriComponentsBuilder.fromPath("/api/v1/id-tags/{idTag}")
                .encode()
                .buildAndExpand(idTag)
                .toUri();
    }

    private static @Nullable Position position(@Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var key = cursor.keys().getLast();
            askable("?cursor", key);
            return new Position(Instant.parse(cursor.keys().getFirst()), key);
        } catch (DateTimeParseException e) {
            throw Problem.badRequest("?cursor", "is not a cursor that this list gave out");
        }
    }

    private static Standing standing(String text) {
        return Standing.named(text)
                .orElseThrow(() -> Problem.badRequest("?status", "must be Accepted or Blocked"));
    }

    /** Text that could be (part of) an idTag; anything else may be more than a query can bear. */
    private static @Nullable String askable(String parameter, @Nullable String text) {
        var fault = text == null ? null : IdTagRules.faultOfIdTag(text);
        if (fault != null) {
            throw Problem.badRequest(parameter, fault);
        }
        return text;
    }

    private static String valid(@Nullable String idTag) {
        var fault = IdTagRules.faultOfIdTag(idTag);
        if (idTag == null || fault != null) {
            throw Problem.badRequest("/idTag", String.valueOf(fault));
        }
        return idTag;
    }

    private static Terms valid(
            Standing standing, @Nullable Instant expiryDate, @Nullable String parentIdTag) {
        var fault = IdTagRules.faultOfExpiryDate(expiryDate);
        if (fault != null) {
            throw Problem.badRequest("/expiryDate", fault);
        }
        fault = IdTagRules.faultOfParentIdTag(parentIdTag);
        if (fault != null) {
            throw Problem.badRequest("/parentIdTag", fault);
        }
        return new Terms(standing, IdTagRules.stored(expiryDate), parentIdTag);
    }
}
