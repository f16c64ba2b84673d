package io.mainspring.transaction.idtags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.PublishedAs;
import io.mainspring.contracts.auth.IdTagChanged;
import io.mainspring.contracts.auth.IdTagDeleted;
import io.mainspring.contracts.auth.IdTagStatus;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import io.mainspring.transaction.GivenIdTags;
import io.mainspring.transaction.Topics;
import io.mainspring.transaction.TransactionServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TransactionServiceTest
class IdTagEventsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired private Topics topics;
    @Autowired private IdTags idTags;

    private final String idTag = GivenIdTags.unheardOf();
    private final String key = idTag.toLowerCase(Locale.ROOT);

    @Test
    void whatAuthServicePublishedLastCounts() {
        publish(new IdTagChanged(idTag, IdTagStatus.ACCEPTED, null, null));
        publish(new IdTagChanged(idTag, IdTagStatus.ACCEPTED, NOON, "FLEET"));

        awaitKnown(new KnownIdTag(true, NOON, "FLEET"));

        publish(new IdTagChanged(idTag.toLowerCase(Locale.ROOT), IdTagStatus.BLOCKED, null, null));

        awaitKnown(new KnownIdTag(false, null, null));

        publish(new IdTagDeleted(idTag));

        awaitKnown(null);
    }

    @Test
    void aStatusOfALaterVersionIsNotAccepted() {
        publish(new IdTagChanged(idTag, IdTagStatus.UNKNOWN, null, null));

        awaitKnown(new KnownIdTag(false, null, null));
    }

    @Test
    void theVerdictIsThatOfTheInstantItIsAskedFor() {
        var expiring = new KnownIdTag(true, NOON, null);

        assertThat(KnownIdTag.judge(expiring, NOON.minusNanos(1)).status())
                .isEqualTo(AuthorizationStatus.ACCEPTED);
        assertThat(KnownIdTag.judge(expiring, NOON).status())
                .isEqualTo(AuthorizationStatus.EXPIRED);
        assertThat(KnownIdTag.judge(new KnownIdTag(false, NOON, null), NOON).status())
                .isEqualTo(AuthorizationStatus.BLOCKED);
        assertThat(KnownIdTag.judge(null, NOON).status()).isEqualTo(AuthorizationStatus.INVALID);
    }

    private void awaitKnown(@Nullable KnownIdTag expected) {
        await().untilAsserted(
                        () -> assertThat(idTags.find(List.of(key)).get(key)).isEqualTo(expected));
    }

    private void publish(Object event) {
        var record = new ProducerRecord<>("events.auth", key, ContractJson.write(event));
        record.headers()
                .add(
                        "ce_type",
                        event.getClass().getAnnotation(PublishedAs.class).value().getBytes(UTF_8))
                .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                .add("ce_time", "2026-03-01T10:00:00Z".getBytes(UTF_8));
        topics.send(record);
    }
}
