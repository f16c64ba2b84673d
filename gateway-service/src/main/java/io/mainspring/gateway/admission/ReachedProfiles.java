package io.mainspring.gateway.admission;

import io.mainspring.contracts.Admission;
import io.mainspring.contracts.ConnectionNotice;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/**
 * With which security profile each charge point has come last, here or at another gateway. One that
 * is being moved to another profile and has come with it comes no more with the former (security
 * whitepaper A05.FR.09), from that moment on and not only when its admission says so. Thread-safe.
 */
public final class ReachedProfiles {

    private static final long NO_EPOCH = -1;

    private final ConcurrentHashMap<String, Last> last = new ConcurrentHashMap<>();

    private record Last(long epoch, int securityProfile) {}

    /** It is being let in here; the notice that says so to everybody will follow. */
    public void granted(Admission admission, int securityProfile) {
        var next = admission.nextSecurityProfile();
        if (next != null && next == securityProfile) {
            last.compute(
                    key(admission.chargePointId()),
                    (_, known) ->
                            new Last(known == null ? NO_EPOCH : known.epoch(), securityProfile));
        }
    }

    /** Told by a gateway; an older connection's end may be told late. */
    public void noticed(ConnectionNotice notice, long epoch) {
        last.merge(
                key(notice.chargePointId()),
                new Last(epoch, notice.securityProfile()),
                (known, told) -> told.epoch() > known.epoch() ? told : known);
    }

    /** It is not being moved, or not any more: what came before says nothing about the next move. */
    void settled(String chargePointId) {
        last.remove(key(chargePointId));
    }

    /** The admission as it is, or as it will be when the move that has succeeded is over. */
    Admission appliedTo(Admission admission) {
        var next = admission.nextSecurityProfile();
        if (next == null) {
            return admission;
        }
        var known = last.get(key(admission.chargePointId()));
        return known == null || known.securityProfile() != next
                ? admission
                : new Admission(
                        admission.chargePointId(),
                        admission.registration(),
                        next,
                        null,
                        admission.serialNumber(),
                        admission.keys(),
                        admission.subprotocolRequired(),
                        admission.strict());
    }

    private static String key(String chargePointId) {
        return chargePointId.toLowerCase(Locale.ROOT);
    }
}
