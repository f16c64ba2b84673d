package io.mainspring.auth.locallist;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mainspring.auth.locallist.LocalListView.Summary;
import io.mainspring.auth.locallist.LocalListView.UpdateView;
import io.mainspring.auth.locallist.content.Entry;
import io.mainspring.kit.calls.CallOptions;
import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.type.IdToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The lists: what they are built from, how they stand, what was sent, what was accepted. */
@RestController
@RequestMapping("/api/v1/local-lists")
class LocalListController {

    /** Chosen groups or idTags in one list: they are kept one by one. */
    private static final int MOST_CHOSEN = 100_000;

    private final LocalLists lists;
    private final Targets targets;
    private final Selections selections;

    LocalListController(LocalLists lists, Targets targets, Selections selections) {
        this.lists = lists;
        this.targets = targets;
        this.selections = selections;
    }

    /**
     * What a list is to be built from.
     *
     * @param groups with source groups: the parentIdTags
     * @param idTags with source idTags
     * @param automatic whether changes of idTags may go out unasked; false if absent
     */
    record Selection(
            @Nullable Source source,
            @Nullable List<String> groups,
            @Nullable List<String> idTags,
            @Nullable Boolean automatic) {}

    /** An entry as it was accepted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryView(
            String idTag,
            String status,
            @Nullable Instant expiryDate,
            @Nullable String parentIdTag) {

        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.idTag(),
                    entry.status().wireName(),
                    entry.expiryDate(),
                    entry.parentIdTag());
        }
    }

    /** All lists by charge point, narrowed to a state if one is given. */
    @GetMapping
    Page<Summary> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        var after = Cursor.parse(cursor, 1);
        return Page.of(
                lists.list(
                        state == null ? null : standing(state),
                        after == null ? null : after.keys().getFirst(),
                        size + 1),
                size,
                last -> Cursor.of(ListKey.chargePointKey(last.chargePointId())));
    }

    @GetMapping("/{chargePointId}")
    LocalListView read(@PathVariable String chargePointId) {
        return lists.view(chargePointId).orElseThrow(LocalListController::none);
    }

    /** Nothing is sent by this; {@code synchronize} does that. */
    @PutMapping("/{chargePointId}")
    LocalListView put(
            @PathVariable String chargePointId, @RequestBody Selection body, CallOptions options) {
        var source = body.source();
        if (source == null) {
            throw Problem.badRequest("/source", "must be all, groups or idTags");
        }
        selections.select(
                ChargePointIds.valid(chargePointId),
                source,
                members(source, body),
                Boolean.TRUE.equals(body.automatic()),
                options.requestedBy());
        return read(chargePointId);
    }

    private static List<String> members(Source source, Selection body) {
        return switch (source) {
            case ALL -> {
                refuse("/groups", body.groups());
                refuse("/idTags", body.idTags());
                yield List.of();
            }
            case GROUPS -> {
                refuse("/idTags", body.idTags());
                yield valid("/groups", body.groups());
            }
            case ID_TAGS -> {
                refuse("/groups", body.groups());
                yield valid("/idTags", body.idTags());
            }
        };
    }

    private static void refuse(String pointer, @Nullable List<String> members) {
        if (members != null) {
            throw Problem.badRequest(pointer, "does not belong to this source");
        }
    }

    /** As long as what can be sent; nothing that no database text can hold. */
    private static List<String> valid(String pointer, @Nullable List<String> members) {
        if (members == null) {
            throw Problem.badRequest(pointer, "is required with this source");
        }
        if (members.size() > MOST_CHOSEN) {
            throw Problem.badRequest(pointer, "at most " + MOST_CHOSEN + " can be chosen");
        }
        for (int i = 0; i < members.size(); i++) {
            var member = members.get(i);
            if (member == null
                    || member.isEmpty()
                    || member.codePointCount(0, member.length()) > IdToken.MAX_LENGTH
                    || member.codePoints()
                            .anyMatch(c ->
                                    Character.isISOControl(c)
                                            || Character.getType(c) == Character.SURROGATE)) {
                throw Problem.badRequest(
                        pointer + "/" + i, "must be 1 to 20 characters, none of them control");
            }
        }
        return members;
    }

    /** What the charge point holds stays as it is, and so does what is known of it. */
    @DeleteMapping("/{chargePointId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String chargePointId, CallOptions options) {
        if (!selections.drop(ChargePointIds.valid(chargePointId), options.requestedBy())) {
            throw none();
        }
    }

    @GetMapping("/{chargePointId}/versions")
    Page<UpdateView> versions(
            @PathVariable String chargePointId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        return Page.of(
                lists.updates(known(chargePointId), before(Cursor.parse(cursor, 1)), size + 1),
                size,
                last -> Cursor.of(last.sequence()));
    }

    private static @Nullable Long before(@Nullable Cursor cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor.keys().getFirst());
        } catch (NumberFormatException e) {
            throw Problem.badRequest("?cursor", "is not a cursor that this list gave out");
        }
    }

    @GetMapping("/{chargePointId}/entries")
    Page<EntryView> entries(
            @PathVariable String chargePointId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        var after = Cursor.parse(cursor, 1);
        return Page.of(
                targets
                        .heldBy(
                                known(chargePointId),
                                after == null ? "" : after.keys().getFirst(),
                                size + 1)
                        .stream()
                        .map(EntryView::of)
                        .toList(),
                size,
                last -> Cursor.of(ListKey.chargePointKey(last.idTag())));
    }

    private String known(String chargePointId) {
        var key = ListKey.chargePointKey(ChargePointIds.valid(chargePointId));
        return lists.find(key).map(_ -> key).orElseThrow(LocalListController::none);
    }

    private static Standing standing(String text) {
        for (var standing : Standing.values()) {
            if (standing.text().equalsIgnoreCase(text)) {
                return standing;
            }
        }
        throw Problem.badRequest("?state", "is no state of a list");
    }

    static Problem none() {
        return Problem.notFound("There is no local list of this charge point.");
    }
}
