package io.mainspring.ocpp.codec;

import static io.mainspring.ocpp.codec.OcppErrorCode.FORMATION_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static io.mainspring.ocpp.codec.OcppErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object whose members are a record's components, and no others. */
final class RecordShape extends Shape {

    private static final String MISSING = "required field is missing";

    /**
     * One field.
     *
     * @param index of the record's component
     * @param positiveOrAbsent whether an id of 0 or less means that there is none
     * @param accessor {@code (Object)Object}
     */
    record Member(
            String name,
            SerializableString quotedName,
            int index,
            Shape shape,
            boolean required,
            boolean positiveOrAbsent,
            MethodHandle accessor) {}

    private final List<Member> members;
    private final Map<String, Member> byName = new HashMap<>();
    private final MethodHandle constructor;
    private final int components;
    private final int unlistedIndex;
    private final @Nullable MethodHandle unlistedAccessor;
    private final Mender mender;
    private final long required;

    /**
     * @param constructor the canonical one, {@code (Object[])Object}
     * @param unlistedIndex of the component that takes the texts of unlisted names, -1 if none does
     */
    RecordShape(
            List<Member> members,
            MethodHandle constructor,
            int components,
            int unlistedIndex,
            @Nullable MethodHandle unlistedAccessor,
            Mender mender) {
        this.members = List.copyOf(members);
        this.constructor = constructor;
        this.components = components;
        this.unlistedIndex = unlistedIndex;
        this.unlistedAccessor = unlistedAccessor;
        this.mender = mender;
        var mask = 0L;
        for (var member : members) {
            byName.put(member.name(), member);
            if (member.required()) {
                mask |= 1L << member.index();
            }
        }
        this.required = mask;
    }

    @Override
    Object read(JsonParser parser, Reading reading) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Unfit();
        }
        var values = new @Nullable Object[components];
        Map<String, String> unlisted = Map.of();
        var seen = 0L;
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var member = byName.get(name);
            if (member == null) {
                throw new Unfit();
            }
            var bit = 1L << member.index();
            if ((seen & bit) != 0) {
                throw new Unfit();
            }
            seen |= bit;
            parser.nextToken();
            var value = member.shape().read(parser, reading);
            if (reading != Reading.STRICT && member.positiveOrAbsent() && (int) value <= 0) {
                throw new Unfit();
            }
            values[member.index()] = value;
            if (reading == Reading.LENIENT
                    && unlistedIndex >= 0
                    && member.shape() instanceof NameShape names
                    && names.isUnlisted(parser.getString())) {
                unlisted = unlisted.isEmpty() ? new HashMap<>() : unlisted;
                unlisted.put(name, parser.getString());
            }
        }
        if ((seen & required) != required) {
            throw new Unfit();
        }
        if (unlistedIndex >= 0) {
            values[unlistedIndex] = unlisted;
        }
        return construct(values);
    }

    @Override
    void write(JsonGenerator generator, Object value, Reading reading) {
        generator.writeStartObject();
        var unlisted = reading == Reading.LENIENT ? unlisted(value) : Map.of();
        for (var member : members) {
            var component = component(member.accessor(), value);
            try {
                if (component != null) {
                    generator.writeName(member.quotedName());
                    if (unlisted.get(member.name()) instanceof String text) {
                        generator.writeString(text);
                    } else {
                        member.shape().write(generator, component, reading);
                    }
                } else if (member.required()) {
                    throw new OcppViolation(OCCURRENCE_CONSTRAINT_VIOLATION, "", MISSING);
                }
            } catch (OcppViolation e) {
                throw e.under(member.name());
            }
        }
        generator.writeEndObject();
    }

    @Override
    JsonNode review(JsonNode node, Review review) {
        if (!(node instanceof ObjectNode object)) {
            review.violates(TYPE_CONSTRAINT_VIOLATION, "must be an object");
            return node;
        }
        for (var name : List.copyOf(object.propertyNames())) {
            if (!byName.containsKey(name)) {
                if (review.isTolerant()) {
                    review.repaired(Repair.EXTRA_FIELD);
                    object.remove(name);
                } else {
                    review.under(name, () -> unknown(review));
                }
            }
        }
        if (review.isTolerant()) {
            mender.mend(object, review);
        }
        for (var member : members) {
            var old = object.get(member.name());
            var reviewed = review.under(member.name(), () -> reviewMember(member, old, review));
            if (reviewed == null) {
                object.remove(member.name());
            } else {
                object.set(member.name(), reviewed);
            }
        }
        return object;
    }

    private static @Nullable Void unknown(Review review) {
        review.violates(FORMATION_VIOLATION, "unknown field");
        return null;
    }

    private static @Nullable JsonNode reviewMember(
            Member member, @Nullable JsonNode node, Review review) {
        if (node == null) {
            if (member.required()) {
                review.violates(OCCURRENCE_CONSTRAINT_VIOLATION, MISSING);
            }
            return null;
        }
        if (review.isTolerant() && !member.required()) {
            if (node.isNull()) {
                review.repaired(Repair.NULL_FOR_ABSENT);
                return null;
            }
            if (node.isString() && node.stringValue().isBlank() && !member.shape().isFreeText()) {
                review.repaired(Repair.BLANK_FOR_ABSENT);
                return null;
            }
        }
        var reviewed = member.shape().review(node, review);
        if (review.isTolerant()
                && member.positiveOrAbsent()
                && reviewed != null
                && reviewed.isInt()
                && reviewed.intValue() <= 0) {
            review.repaired(Repair.NO_RESERVATION);
            return null;
        }
        return reviewed;
    }

    private Map<?, ?> unlisted(Object value) {
        return unlistedAccessor != null && component(unlistedAccessor, value) instanceof Map<?, ?> m
                ? m
                : Map.of();
    }

    private Object construct(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a record's constructor throws nothing checked", e);
        }
    }

    private static @Nullable Object component(MethodHandle accessor, Object value) {
        try {
            return (Object) accessor.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a record's accessor throws nothing checked", e);
        }
    }
}
