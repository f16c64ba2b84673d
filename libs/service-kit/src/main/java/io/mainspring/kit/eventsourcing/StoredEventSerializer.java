package io.mainspring.kit.eventsourcing;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Axon's serializer with logical names for stored events; aggregates only for snapshots. */
final class StoredEventSerializer extends Jackson3Serializer {

    private final StoredEventFormat format;

    StoredEventSerializer(StoredEventFormat format) {
        super(
                builder()
                        .jsonMapperBuilderCustomizer(mapper -> {
                            StoredEventFormat.customize(mapper)
                                    // Snapshots are the aggregate's fields.
                                    .changeDefaultVisibility(v ->
                                            v.withFieldVisibility(Visibility.ANY)
                                                    .withGetterVisibility(Visibility.NONE)
                                                    .withIsGetterVisibility(Visibility.NONE));
                        }));
        this.format = format;
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(Class type) {
        return format.nameOf((Class<?>) type)
                .<SerializedType>map(name -> new SimpleSerializedType(name, null))
                .orElseGet(() -> super.typeForClass(type));
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        return format.typeOf(type.getName())
                .map(Class::getName)
                .orElseGet(() -> super.resolveClassName(type));
    }
}
