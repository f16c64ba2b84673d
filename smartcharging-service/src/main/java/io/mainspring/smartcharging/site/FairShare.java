package io.mainspring.smartcharging.site;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shares a budget. First each claim gets its floor, by priority and then arrival, as long as there is enough: who gets
 * none is paused. What is left goes to the highest priority, equally and up to what is of use, then to the next.
 */
final class FairShare {

    private FairShare() {}

    /**
     * @param budget tenths of an ampere; may be negative
     * @return for each claim, in their order, 0 or from its floor to its cap; together never more than the budget
     */
    static long[] of(long budget, List<Claim> claims) {
        var shares = new long[claims.size()];
        var order =
                IntStream.range(0, claims.size())
                        .boxed()
                        .sorted(
                                Comparator.comparingInt((Integer i) -> -claims.get(i).priority())
                                        .thenComparingLong(i -> claims.get(i).arrival()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        long left = budget;
        int served = 0;
        while (served < order.length && claims.get(order[served]).floor() <= left) {
            shares[order[served]] = claims.get(order[served]).floor();
            left -= shares[order[served]];
            served++;
        }
        int begin = 0;
        while (begin < served && left > 0) {
            int end = begin;
            int priority = claims.get(order[begin]).priority();
            while (end < served && claims.get(order[end]).priority() == priority) {
                end++;
            }
            left = fill(left, claims, order, begin, end, shares);
            begin = end;
        }
        return shares;
    }

    /** Raises the lowest shares of one priority together until the budget or the use is at its end. */
    private static long fill(
            long budget, List<Claim> claims, int[] order, int begin, int end, long[] shares) {
        long left = budget;
        while (left > 0) {
            long lowest = Long.MAX_VALUE;
            int sharing = 0;
            for (int i = begin; i < end; i++) {
                if (shares[order[i]] < claims.get(order[i]).cap()) {
                    if (shares[order[i]] < lowest) {
                        lowest = shares[order[i]];
                        sharing = 0;
                    }
                    sharing += shares[order[i]] == lowest ? 1 : 0;
                }
            }
            if (sharing == 0) {
                break;
            }
            long next = nextLevel(claims, order, begin, end, shares, lowest);
            long step = Math.min(next - lowest, left / sharing);
            for (int i = begin; i < end && left > 0; i++) {
                int claim = order[i];
                if (shares[claim] == lowest && shares[claim] < claims.get(claim).cap()) {
                    long more = Math.max(step, Math.min(1, left));
                    shares[claim] += more;
                    left -= more;
                }
            }
        }
        return left;
    }

    /** The next level at which a lowest one is full or meets a higher one. */
    private static long nextLevel(
            List<Claim> claims, int[] order, int begin, int end, long[] shares, long lowest) {
        long next = Long.MAX_VALUE;
        for (int i = begin; i < end; i++) {
            long share = shares[order[i]];
            long cap = claims.get(order[i]).cap();
            if (share == lowest && share < cap) {
                next = Math.min(next, cap);
            } else if (share > lowest && share < cap) {
                next = Math.min(next, share);
            }
        }
        return next;
    }
}
