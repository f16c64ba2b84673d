package io.mainspring.smartcharging.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FairShareTest {

    static IntStream seeds() {
        return IntStream.range(0, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverExceedsTheBudgetAndGivesTheFloorOrNothing(int seed) {
        var random = new SplittableRandom(seed);
        var claims = claims(random);
        long budget = random.nextLong(-50, 1_500);
        var shares = FairShare.of(budget, claims);

        assertThat(Arrays.stream(shares).sum()).isLessThanOrEqualTo(Math.max(0, budget));
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != 0) {
                assertThat(shares[i]).isBetween(claims.get(i).floor(), claims.get(i).cap());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void usesTheWholeBudgetUnlessEverybodyServedIsFull(int seed) {
        var random = new SplittableRandom(seed);
        var claims = claims(random);
        long budget = random.nextLong(0, 1_500);
        var shares = FairShare.of(budget, claims);

        boolean isServedFully = true;
        for (int i = 0; i < shares.length; i++) {
            isServedFully &= shares[i] == 0 || shares[i] == claims.get(i).cap();
        }
        boolean nobodyServed = Arrays.stream(shares).allMatch(share -> share == 0);
        if (!isServedFully && !nobodyServed) {
            assertThat(Arrays.stream(shares).sum()).isEqualTo(budget);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHigherPriorityNeverGetsLessOfTheSameUse(int seed) {
        var random = new SplittableRandom(seed);
        var claims =
                claims(random).stream()
                        .map(c -> new Claim(c.priority(), c.arrival(), 60, 320))
                        .toList();
        var shares = FairShare.of(random.nextLong(0, 1_500), claims);

        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < shares.length; j++) {
                if (claims.get(i).priority() > claims.get(j).priority()) {
                    assertThat(shares[i]).isGreaterThanOrEqualTo(shares[j]);
                }
            }
        }
    }

    @Test
    void equalsShareEqually() {
        assertThat(FairShare.of(320, List.of(claim(0, 1), claim(0, 2)))).containsExactly(160, 160);
        assertThat(FairShare.of(100_000, List.of(claim(0, 1)))).containsExactly(320);
    }

    @Test
    void theLastToComeIsPausedRatherThanAllBelowTheirFloor() {
        assertThat(FairShare.of(170, List.of(claim(0, 3), claim(0, 1), claim(0, 2))))
                .containsExactly(0, 85, 85);
        assertThat(FairShare.of(59, List.of(claim(0, 1)))).containsExactly(0);
    }

    @Test
    void theLowestPriorityIsPausedFirst() {
        assertThat(FairShare.of(130, List.of(claim(0, 1), claim(5, 2), claim(5, 3))))
                .containsExactly(0, 65, 65);
    }

    @Test
    void whatOneDoesNotUseIsHandedOn() {
        var modest = new Claim(0, 1, 60, 80);
        assertThat(FairShare.of(320, List.of(modest, claim(0, 2), claim(0, 3))))
                .containsExactly(80, 120, 120);
    }

    private static Claim claim(int priority, long arrival) {
        return new Claim(priority, arrival, 60, 320);
    }

    private static List<Claim> claims(SplittableRandom random) {
        var claims = new ArrayList<Claim>();
        int count = random.nextInt(0, 12);
        for (int i = 0; i < count; i++) {
            claims.add(new Claim(random.nextInt(3), i, 60, 60 + random.nextLong(0, 300)));
        }
        return claims;
    }
}
