package io.mainspring.ocpp.v16;

import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.ocpp.table.Field;
import io.mainspring.ocpp.table.FieldTable;
import io.mainspring.ocpp.table.PayloadKind;
import io.mainspring.ocpp.v16.action.OcppRequest;
import io.mainspring.ocpp.v16.action.OcppResponse;
import io.mainspring.ocpp.v16.action.StartTransaction;
import io.mainspring.ocpp.v16.type.ExtendedMessageTrigger;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.MessageTrigger;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {

    private static final FieldTable TABLE = FieldTable.load();
    private static final Path COVERAGE = Path.of("../../docs/ocpp/coverage.md");

    @Test
    void thereAre39Actions() {
        assertThat(Action.values()).hasSize(39);
    }

    @Test
    void everyActionStandsInTheFieldTableAndTheOtherWayRound() {
        assertThat(Arrays.stream(Action.values()).map(Action::wireName))
                .containsExactlyElementsOf(TABLE.actions());
    }

    @Test
    void everyPayloadTypeBelongsToExactlyOneAction() {
        assertThat(Arrays.stream(Action.values()).<Class<?>>map(Action::request))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(permitted(OcppRequest.class));
        assertThat(Arrays.stream(Action.values()).<Class<?>>map(Action::response))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(permitted(OcppResponse.class));
    }

    @ParameterizedTest
    @EnumSource
    void bothPayloadsOfAnActionAreInTheFileOfItsName(Action action) {
        assertThat(action.request().getEnclosingClass())
                .isEqualTo(action.response().getEnclosingClass());
        assertThat(action.request().getEnclosingClass().getSimpleName())
                .isEqualTo(action.wireName());
        assertThat(action.name())
                .isEqualTo(
                        action.wireName()
                                .replaceAll("([a-z])([A-Z])", "$1_$2")
                                .toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource
    void theComponentsOfAPayloadAreTheFieldsOfTheTableInItsOrder(Action action) {
        for (var kind : PayloadKind.values()) {
            var type = kind == PayloadKind.REQUEST ? action.request() : action.response();
            assertThat(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
                    .containsExactlyElementsOf(
                            TABLE.of(action.wireName(), kind).stream()
                                    .filter(CatalogueTest::isOfThePayloadItself)
                                    .map(Field::name)
                                    .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anActionIsFoundByItsNameAndItsRequest(Action action) {
        assertThat(Action.named(action.wireName())).contains(action);
        assertThat(Action.named(action.wireName().toLowerCase(Locale.ROOT))).isEmpty();
    }

    @Test
    void aRequestKnowsItsAction() {
        var start =
                new StartTransaction.Request(
                        1, new IdToken("DEADBEEF"), 0, null, Instant.parse("2026-03-01T10:00:00Z"));

        assertThat(Action.of(start)).isEqualTo(Action.START_TRANSACTION);
    }

    @Test
    void onlyDataTransferComesFromBothSides() {
        assertThat(Action.values())
                .filteredOn(action ->
                        action.comesFrom(Origin.CHARGE_POINT)
                                && action.comesFrom(Origin.CENTRAL_SYSTEM))
                .containsExactly(Action.DATA_TRANSFER);
        assertThat(Action.values())
                .allMatch(action ->
                        action.comesFrom(Origin.CHARGE_POINT)
                                || action.comesFrom(Origin.CENTRAL_SYSTEM));
    }

    @Test
    void aTriggerAsksForAMessageOfTheChargePoint() {
        assertThat(MessageTrigger.values())
                .allMatch(trigger -> trigger.action().comesFrom(Origin.CHARGE_POINT))
                .allMatch(trigger -> trigger.action().wireName().equals(trigger.wireName()));
        assertThat(ExtendedMessageTrigger.values())
                .allMatch(trigger -> trigger.action().comesFrom(Origin.CHARGE_POINT));
    }

    @Test
    void theCoverageListHasTheSameActionsWithTheSameProfilesAndDirections() throws IOException {
        var rows = new ArrayList<List<String>>();
        for (var line : Files.readAllLines(COVERAGE)) {
            var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() == 7 && Action.named(cells.get(1)).isPresent()) {
                rows.add(cells.subList(1, 4));
            }
        }
        var expected =
                Arrays.stream(Action.values())
                        .map(action ->
                                List.of(action.wireName(), profile(action), direction(action)))
                        .toList();

        assertThat(rows).containsExactlyElementsOf(expected);
    }

    private static String profile(Action action) {
        return switch (action.profile()) {
            case CORE -> "Core";
            case FIRMWARE_MANAGEMENT -> "Firmware Management";
            case LOCAL_AUTH_LIST_MANAGEMENT -> "Local Auth List Management";
            case RESERVATION -> "Reservation";
            case SMART_CHARGING -> "Smart Charging";
            case REMOTE_TRIGGER -> "Remote Trigger";
            case SECURITY -> "Security";
        };
    }

    private static String direction(Action action) {
        if (!action.comesFrom(Origin.CHARGE_POINT)) {
            return "central system to charge point";
        }
        return action.comesFrom(Origin.CENTRAL_SYSTEM) ? "both" : "charge point to central system";
    }

    private static boolean isOfThePayloadItself(Field field) {
        return !field.path().isEmpty() && !field.isElement() && field.parent().isEmpty();
    }

    private static Class<?>[] permitted(Class<?> root) {
        return root.getPermittedSubclasses();
    }
}
