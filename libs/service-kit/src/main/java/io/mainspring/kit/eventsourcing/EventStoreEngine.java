package io.mainspring.kit.eventsourcing;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/**
 * Axon's JDBC storage on this kit's tables: jsonb payloads, timestamptz. The connections must have
 * {@code stringtype=unspecified}, so that PostgreSQL takes text for jsonb and uuid.
 */
final class EventStoreEngine extends JdbcEventStorageEngine {

    EventStoreEngine(Builder builder) {
        super(builder.dataType(String.class).schema(columns()));
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int position, Instant time)
            throws SQLException {
        statement.setObject(position, time.atOffset(ZoneOffset.UTC));
    }

    @Override
    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's signature
    protected <T> T readPayload(ResultSet row, String column) throws SQLException {
        return (T) row.getString(column);
    }

    private static EventSchema columns() {
        return new EventSchema.Builder()
                .eventTable("domain_event")
                .snapshotTable("snapshot")
                .globalIndexColumn("global_index")
                .eventIdentifierColumn("event_id")
                .typeColumn("aggregate_type")
                .aggregateIdentifierColumn("aggregate_id")
                .sequenceNumberColumn("sequence")
                .payloadTypeColumn("event_type")
                .payloadRevisionColumn("event_revision")
                .payloadColumn("payload")
                .metaDataColumn("metadata")
                .timestampColumn("occurred_at")
                .build();
    }
}
