package io.mainspring.auth.locallist;

import io.mainspring.kit.web.Problem;
import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.AuthorizationData;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.util.HashSet;
import java.util.List;

/** What the protocol asks of a SendLocalList beyond its form (OCPP 1.6 §5.15, errata 3.52). */
final class SendRules {

    /** Lines that one message can have: it has to fit into one record of the broker. */
    static final int LONGEST = 5_000;

    private SendRules() {}

    /**
     * @throws Problem 400 naming the field: a version below 1, an idTag twice without regard to
     *     case, an entry of a Full without idTagInfo, more lines than a message can have
     */
    static void check(SendLocalList.Request request) {
        if (request.listVersion() < 1) {
            throw Problem.badRequest("/listVersion", "must be at least 1: 0 and -1 have meanings");
        }
        var lines = request.localAuthorizationList();
        if (lines != null) {
            check(request.updateType(), lines);
        }
    }

    private static void check(UpdateType type, List<AuthorizationData> lines) {
        if (lines.size() > LONGEST) {
            throw Problem.badRequest(
                    "/localAuthorizationList",
                    lines.size() + " entries in one message; at most " + LONGEST);
        }
        var seen = new HashSet<String>(2 * lines.size());
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var pointer = "/localAuthorizationList/" + i;
            if (!seen.add(line.idTag().key())) {
                throw Problem.badRequest(
                        pointer + "/idTag", "stands in the list twice (case does not matter)");
            }
            if (type == UpdateType.FULL && line.idTagInfo() == null) {
                throw Problem.badRequest(
                        pointer + "/idTagInfo", "is required: a Full list deletes nothing");
            }
        }
    }
}
