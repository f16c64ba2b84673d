package io.mainspring.auth.locallist.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateTest {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    static List<Long> seeds() {
        return new Random(19).longs(300).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void messagesSentOneAfterAnotherTurnAnyListIntoAnyOther(long seed) {
        var random = new Random(seed);
        var held = random.nextInt(5) == 0 ? null : contents(random);
        var target = contents(random);
        int longest = 1 + random.nextInt(12);

        var sent = messages(held, target, longest);

        var result = held == null ? Contents.NONE : held;
        for (var update : sent) {
            assertThat(update.lines()).hasSizeLessThanOrEqualTo(longest);
            assertThat(keys(update)).doesNotHaveDuplicates();
            result = result.after(update.type(), update.lines());
            assertThat(result.size())
                    .isLessThanOrEqualTo(Math.max(held == null ? 0 : held.size(), target.size()));
        }
        assertThat(result.to(target)).isEmpty();
        assertThat(target.to(result)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onlyTheFirstOfAnUnknownListIsFullAndDeletesNothing(long seed) {
        var random = new Random(seed);
        var target = contents(random);

        var sent = messages(null, target, 1 + random.nextInt(12));

        assertThat(sent.getFirst().type()).isEqualTo(UpdateType.FULL);
        assertThat(sent.stream().skip(1)).allMatch(u -> u.type() == UpdateType.DIFFERENTIAL);
        assertThat(sent).flatExtracting(Update::lines).noneMatch(Change::isRemoval);
        assertThat(sent.stream().mapToInt(u -> u.lines().size()).sum()).isEqualTo(target.size());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDifferenceNamesExactlyWhatDiffers(long seed) {
        var random = new Random(seed);
        var held = contents(random);
        var target = contents(random);

        for (var change : held.to(target)) {
            var without = new ArrayList<>(held.to(target));
            without.remove(change);
            assertThat(held.after(UpdateType.DIFFERENTIAL, without).to(target))
                    .containsExactly(change);
        }
        assertThat(held.to(held)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatGoesOverTheWireIsReadBackAsItWas(long seed) {
        var random = new Random(seed);
        for (var change : contents(random).to(contents(random))) {
            assertThat(Change.of(change.toLine())).isEqualTo(change);
        }
    }

    @Test
    void anEmptyListIsAFullWithoutLines() {
        var update = Update.next(null, Contents.NONE, 10).orElseThrow();

        assertThat(update.type()).isEqualTo(UpdateType.FULL);
        assertThat(update.request(3).localAuthorizationList()).isNull();
        assertThat(update.request(3).listVersion()).isEqualTo(3);
    }

    @Test
    void nothingIsSentWhereNothingDiffers() {
        var list = Contents.of(List.of(accepted("A", null)));

        assertThat(Update.next(list, Contents.of(List.of(accepted("a", null))), 10)).isEmpty();
    }

    @Test
    void anEntryThatExpiresMakesNoListStale() {
        var sent = Contents.of(List.of(accepted("A", NEW_YEAR)));
        var afterwards =
                Contents.of(List.of(new Entry("A", AuthorizationStatus.EXPIRED, NEW_YEAR, null)));

        assertThat(sent.to(afterwards)).isEmpty();
        assertThat(afterwards.to(sent)).isEmpty();
    }

    @Test
    void aBarredIdTagMustBeSentWhateverItsExpiryDate() {
        var sent = Contents.of(List.of(accepted("A", NEW_YEAR)));
        var barred =
                Contents.of(List.of(new Entry("A", AuthorizationStatus.BLOCKED, NEW_YEAR, null)));

        assertThat(sent.to(barred)).hasSize(1);
        assertThat(barred.to(sent)).hasSize(1);
    }

    @Test
    void aNewExpiryDateOrGroupIsAChange() {
        var list = Contents.of(List.of(accepted("A", null)));

        assertThat(list.to(Contents.of(List.of(accepted("A", NEW_YEAR))))).hasSize(1);
        assertThat(
                        list.to(
                                Contents.of(
                                        List.of(
                                                new Entry(
                                                        "A",
                                                        AuthorizationStatus.ACCEPTED,
                                                        null,
                                                        "FLEET")))))
                .hasSize(1);
    }

    private static List<Update> messages(@Nullable Contents held, Contents target, int longest) {
        var sent = new ArrayList<Update>();
        var now = held;
        Optional<Update> next = Update.next(now, target, longest);
        while (next.isPresent()) {
            var update = next.get();
            sent.add(update);
            now = (now == null ? Contents.NONE : now).after(update.type(), update.lines());
            assertThat(sent).hasSizeLessThan(200);
            next = Update.next(now, target, longest);
        }
        return sent;
    }

    private static List<String> keys(Update update) {
        return update.lines().stream().map(Change::key).toList();
    }

    private static Entry accepted(String idTag, @Nullable Instant expiryDate) {
        return new Entry(idTag, AuthorizationStatus.ACCEPTED, expiryDate, null);
    }

    /** Of few idTags in both cases, so that lists overlap. */
    private static Contents contents(Random random) {
        var entries = new ArrayList<Entry>();
        var keys = new HashSet<String>();
        int size = random.nextInt(40);
        for (int i = 0; i < size; i++) {
            var idTag = (random.nextBoolean() ? "tag" : "TAG") + random.nextInt(60);
            if (keys.add(idTag)) {
                var statuses = AuthorizationStatus.values();
                entries.add(
                        new Entry(
                                idTag,
                                statuses[random.nextInt(statuses.length)],
                                random.nextInt(3) == 0
                                        ? NEW_YEAR.plusSeconds(random.nextInt(3))
                                        : null,
                                random.nextInt(3) == 0 ? "group" + random.nextInt(3) : null));
            }
        }
        return Contents.of(entries);
    }
}
