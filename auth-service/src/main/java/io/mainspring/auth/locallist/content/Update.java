package io.mainspring.auth.locallist.content;

import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SendLocalList: what it does to the list.
 *
 * @param lines no idTag twice; of a Full none is a removal
 */
public record Update(UpdateType type, List<Change> lines) {

    public Update {
        lines = List.copyOf(lines);
    }

    /**
     * The next message on the way from what a charge point holds to what it is to hold: a Full with
     * the first lines where nothing is known, else a Differential with the next changes (OCPP 1.6
     * §9.4, SendLocalListMaxLength). Repeated until nothing is left, whatever was accepted in
     * between, the charge point holds the target.
     *
     * @param held null: not known
     * @param longest lines in one message, at least 1
     * @return empty if the charge point holds the target already
     */
    public static Optional<Update> next(@Nullable Contents held, Contents target, int longest) {
        if (held == null) {
            return Optional.of(new Update(UpdateType.FULL, first(target.lines(), longest)));
        }
        var changes = held.to(target);
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Update(UpdateType.DIFFERENTIAL, first(changes, longest)));
    }

    private static List<Change> first(List<Change> lines, int longest) {
        return lines.subList(0, Math.min(lines.size(), longest));
    }

    /** As it goes over the wire; a list without lines is left out, which a Full takes as empty. */
    public SendLocalList.Request request(int listVersion) {
        return new SendLocalList.Request(
                listVersion,
                lines.isEmpty() ? null : lines.stream().map(Change::toLine).toList(),
                type);
    }

    public int added() {
        return lines.size() - removed();
    }

    public int removed() {
        return (int) lines.stream().filter(Change::isRemoval).count();
    }
}
