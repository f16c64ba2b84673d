package io.mainspring.auth.locallist;

import io.mainspring.auth.locallist.content.Change;
import io.mainspring.auth.locallist.content.Contents;
import io.mainspring.contracts.Call;
import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.UpdateType;
import io.mainspring.testkit.Correlation.End;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** A charge point with a local list by the rules; what it is told to answer comes first. */
final class ListedChargePoint implements Function<Call, End> {

    private final Queue<End> told = new ArrayDeque<>();
    private final List<SendLocalList.Request> sent = new ArrayList<>();
    private Contents contents = Contents.NONE;
    private int version;
    private int longestMessage = Integer.MAX_VALUE;

    synchronized ListedChargePoint answersNext(End... ends) {
        told.addAll(List.of(ends));
        return this;
    }

    synchronized ListedChargePoint failsAbove(int lines) {
        longestMessage = lines;
        return this;
    }

    synchronized ListedChargePoint holdsVersion(int other) {
        version = other;
        return this;
    }

    static End updated(String status) {
        return End.answered("{\"status\":\"" + status + "\"}");
    }

    static End holds(int version) {
        return End.answered("{\"listVersion\":" + version + "}");
    }

    @Override
    public synchronized End apply(Call call) {
        if (call.action() == Action.SEND_LOCAL_LIST) {
            sent.add(
                    OcppCodec.strict()
                            .decode(SendLocalList.Request.class, call.payload())
                            .message());
        }
        var answer = told.poll();
        if (answer != null) {
            return answer;
        }
        return call.action() == Action.SEND_LOCAL_LIST
                ? updated(update(sent.getLast()))
                : holds(version);
    }

    private String update(SendLocalList.Request request) {
        var lines = request.localAuthorizationList();
        var changes = lines == null ? List.<Change>of() : lines.stream().map(Change::of).toList();
        if (changes.size() > longestMessage) {
            return "Failed";
        }
        if (request.updateType() == UpdateType.DIFFERENTIAL && request.listVersion() <= version) {
            return "VersionMismatch";
        }
        contents = contents.after(request.updateType(), changes);
        version = request.listVersion();
        return "Accepted";
    }

    synchronized Contents contents() {
        return contents;
    }

    synchronized List<String> idTags() {
        return contents.entries().stream().map(e -> e.idTag()).toList();
    }

    synchronized int version() {
        return version;
    }

    synchronized List<SendLocalList.Request> sent() {
        return List.copyOf(sent);
    }

    synchronized List<UpdateType> types() {
        return sent.stream().map(SendLocalList.Request::updateType).toList();
    }

    /** How many lines each update had. */
    synchronized List<Integer> lengths() {
        return sent.stream()
                .map(SendLocalList.Request::localAuthorizationList)
                .map(lines -> lines == null ? 0 : lines.size())
                .toList();
    }
}
