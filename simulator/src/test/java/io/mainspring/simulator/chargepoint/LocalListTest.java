package io.mainspring.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.v16.action.SendLocalList;
import io.mainspring.ocpp.v16.type.AuthorizationData;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.ocpp.v16.type.IdTagInfo;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.UpdateStatus;
import io.mainspring.ocpp.v16.type.UpdateType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalListTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final IdToken A = new IdToken("A");
    private static final IdToken B = new IdToken("B");

    private final Configuration configuration =
            new Configuration(
                    Map.of(
                            ConfigurationKey.LOCAL_AUTH_LIST_MAX_LENGTH, "3",
                            ConfigurationKey.SEND_LOCAL_LIST_MAX_LENGTH, "2"));
    private final LocalAuthorization local = new LocalAuthorization(configuration);

    @Test
    void aListStartsEmptyAndHasTheVersionOfItsLastUpdate() {
        assertThat(local.listVersion()).isZero();
        assertThat(full(7, accepted("A"))).isEqualTo(UpdateStatus.ACCEPTED);
        assertThat(local.listVersion()).isEqualTo(7);
        assertThat(full(8)).isEqualTo(UpdateStatus.ACCEPTED);
        assertThat(local.listVersion()).isZero();
    }

    @Test
    void aFullReplacesAndADifferentialAmends() {
        full(1, accepted("A"), accepted("B"));
        assertThat(differential(2, deleted("a"), accepted("C"))).isEqualTo(UpdateStatus.ACCEPTED);
        assertThat(offline("A")).isFalse();
        assertThat(offline("B")).isTrue();
        assertThat(offline("c")).isTrue();

        full(3, accepted("A"));
        assertThat(offline("A")).isTrue();
        assertThat(offline("B")).isFalse();
    }

    @Test
    void aDifferentialMustBringAHigherVersion() {
        full(5, accepted("A"));

        assertThat(differential(5, accepted("B"))).isEqualTo(UpdateStatus.VERSION_MISMATCH);
        assertThat(offline("B")).isFalse();
        assertThat(local.listVersion()).isEqualTo(5);
    }

    @Test
    void anUpdateIsTakenWholeOrNotAtAll() {
        full(1, accepted("A"), accepted("B"));

        assertThat(differential(2, accepted("C"), accepted("D"))).isEqualTo(UpdateStatus.FAILED);
        assertThat(full(2, accepted("C"), accepted("D"), accepted("E")))
                .as("longer than a message may be")
                .isEqualTo(UpdateStatus.FAILED);
        assertThat(full(2, deleted("A"))).isEqualTo(UpdateStatus.FAILED);
        assertThat(full(2, accepted("C"), accepted("c"))).isEqualTo(UpdateStatus.FAILED);
        assertThat(full(0, accepted("C"))).isEqualTo(UpdateStatus.FAILED);

        assertThat(local.listVersion()).isEqualTo(1);
        assertThat(offline("A")).isTrue();
        assertThat(offline("C")).isFalse();
    }

    @Test
    void switchedOffItIsNotSupportedAndDecidesNothing() {
        full(1, accepted("A"));
        configuration.change("LocalAuthListEnabled", "false");

        assertThat(local.listVersion()).isEqualTo(-1);
        assertThat(full(2, accepted("A"))).isEqualTo(UpdateStatus.NOT_SUPPORTED);
        assertThat(offline("A")).isFalse();
    }

    @Test
    void withoutAskingOnlyWhereThatIsConfigured() {
        full(1, accepted("A"));
        assertThat(local.acceptsUnasked(A, NOON)).isFalse();

        configuration.change("LocalPreAuthorize", "true");
        assertThat(local.acceptsUnasked(A, NOON)).isTrue();
        assertThat(local.acceptsUnasked(B, NOON)).isFalse();

        configuration.change("LocalAuthorizeOffline", "false");
        assertThat(local.acceptsOffline(A, NOON)).isFalse();
    }

    @Test
    void anExpiredEntryAcceptsNobody() {
        full(1, entry("A", new IdTagInfo(AuthorizationStatus.ACCEPTED, NOON, null)));

        assertThat(local.acceptsOffline(A, NOON.minusSeconds(1))).isTrue();
        assertThat(local.acceptsOffline(A, NOON)).isFalse();
    }

    @Test
    void whoIsBarredIsNotUnknown() {
        configuration.change("AllowOfflineTxForUnknownId", "true");
        full(1, entry("A", IdTagInfo.of(AuthorizationStatus.BLOCKED)));

        assertThat(offline("A")).isFalse();
        assertThat(offline("B")).isTrue();
    }

    @Test
    void whoIsInTheListIsNotInTheCache() {
        local.remember(A, IdTagInfo.of(AuthorizationStatus.ACCEPTED));
        full(1, entry("A", IdTagInfo.of(AuthorizationStatus.BLOCKED)));
        local.remember(A, IdTagInfo.of(AuthorizationStatus.ACCEPTED));
        assertThat(offline("A")).isFalse();

        differential(2, deleted("A"));
        assertThat(offline("A")).as("the cache has forgotten it").isFalse();
    }

    @Test
    void clearingTheCacheLeavesTheList() {
        full(1, accepted("A"));
        local.remember(B, IdTagInfo.of(AuthorizationStatus.ACCEPTED));

        assertThat(local.clearCache()).isTrue();

        assertThat(offline("A")).isTrue();
        assertThat(offline("B")).isFalse();
    }

    private boolean offline(String idTag) {
        return local.acceptsOffline(new IdToken(idTag), NOON);
    }

    private UpdateStatus full(int version, AuthorizationData... lines) {
        return local.update(
                new SendLocalList.Request(
                        version, lines.length == 0 ? null : List.of(lines), UpdateType.FULL));
    }

    private UpdateStatus differential(int version, AuthorizationData... lines) {
        return local.update(
                new SendLocalList.Request(version, List.of(lines), UpdateType.DIFFERENTIAL));
    }

    private static AuthorizationData accepted(String idTag) {
        return entry(idTag, IdTagInfo.of(AuthorizationStatus.ACCEPTED));
    }

    private static AuthorizationData deleted(String idTag) {
        return new AuthorizationData(new IdToken(idTag), null);
    }

    private static AuthorizationData entry(String idTag, IdTagInfo info) {
        return new AuthorizationData(new IdToken(idTag), info);
    }
}
