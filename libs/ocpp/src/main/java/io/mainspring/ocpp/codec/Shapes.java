package io.mainspring.ocpp.codec;

import io.mainspring.ocpp.v16.Length;
import io.mainspring.ocpp.v16.NotEmpty;
import io.mainspring.ocpp.v16.NotOnTheWire;
import io.mainspring.ocpp.v16.OneDecimal;
import io.mainspring.ocpp.v16.PositiveOrAbsent;
import io.mainspring.ocpp.v16.WhenUnlisted;
import io.mainspring.ocpp.v16.WholeNumber;
import io.mainspring.ocpp.v16.WireName;
import io.mainspring.ocpp.v16.action.OcppMessage;
import io.mainspring.ocpp.v16.type.ChargePointErrorCode;
import io.mainspring.ocpp.v16.type.IdToken;
import io.mainspring.ocpp.v16.type.SampledValue;
import io.mainspring.ocpp.v16.type.StopReason;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;

/** Derives shapes from records, their nullness and their marks; each type once. */
final class Shapes {

    private static final ClassValue<RecordShape> SHAPES =
            new ClassValue<>() {
                @Override
                protected RecordShape computeValue(Class<?> type) {
                    return ofRecord(type);
                }
            };

    private Shapes() {}

    /**
     * @throws IllegalArgumentException if the type is no record of the catalogue
     */
    static RecordShape of(Class<?> message) {
        if (!OcppMessage.class.isAssignableFrom(message) || !message.isRecord()) {
            throw new IllegalArgumentException("not a payload: " + message.getName());
        }
        return SHAPES.get(message);
    }

    private static RecordShape ofRecord(Class<?> type) {
        var components = type.getRecordComponents();
        var members = new ArrayList<RecordShape.Member>();
        var unlistedIndex = -1;
        MethodHandle unlistedAccessor = null;
        for (int i = 0; i < components.length; i++) {
            var component = components[i];
            var accessor = accessor(component);
            if (component.isAnnotationPresent(NotOnTheWire.class)) {
                unlistedIndex = i;
                unlistedAccessor = accessor;
            } else {
                members.add(
                        new RecordShape.Member(
                                component.getName(),
                                new SerializedString(component.getName()),
                                i,
                                ofComponent(component),
                                !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                                component.isAnnotationPresent(PositiveOrAbsent.class),
                                accessor));
            }
        }
        return new RecordShape(
                members,
                constructor(type, components),
                components.length,
                unlistedIndex,
                unlistedAccessor,
                type == SampledValue.class ? new UnitAliases() : Mender.NONE);
    }

    private static Shape ofComponent(RecordComponent component) {
        var type = component.getType();
        if (type == int.class || type == Integer.class) {
            return new IntegerShape(component.isAnnotationPresent(WholeNumber.class));
        }
        if (type == BigDecimal.class && component.isAnnotationPresent(OneDecimal.class)) {
            return new DecimalShape();
        }
        if (type == List.class) {
            var list = (AnnotatedParameterizedType) component.getAnnotatedType();
            return new ListShape(
                    ofType(list.getAnnotatedActualTypeArguments()[0]),
                    component.isAnnotationPresent(NotEmpty.class));
        }
        return ofType(component.getAnnotatedType());
    }

    private static Shape ofType(AnnotatedType annotated) {
        var type = (Class<?>) annotated.getType();
        if (type == String.class) {
            return text(annotated.getAnnotation(Length.class), false);
        }
        if (type == IdToken.class) {
            var value = type.getRecordComponents()[0].getAnnotatedType();
            return text(value.getAnnotation(Length.class), true);
        }
        if (type == Instant.class) {
            return new InstantShape();
        }
        if (type == boolean.class) {
            return new BooleanShape();
        }
        if (type == URI.class) {
            return new UriShape();
        }
        if (type.isEnum()) {
            return names(type);
        }
        if (type.isRecord()) {
            return SHAPES.get(type);
        }
        throw new AssertionError("no JSON is known for " + annotated);
    }

    private static TextShape text(@Nullable Length length, boolean idToken) {
        return length == null
                ? new TextShape(TextShape.UNLIMITED, TextShape.UNLIMITED, idToken)
                : new TextShape(length.value(), length.tolerated(), idToken);
    }

    private static NameShape names(Class<?> type) {
        var names = new HashMap<String, WireName>();
        WireName fallback = null;
        for (var constant : type.getEnumConstants()) {
            var name = (WireName) constant;
            if (!name.wireName().isEmpty()) {
                names.put(name.wireName(), name);
            }
            if (isFallback(type, (Enum<?>) constant)) {
                fallback = name;
            }
        }
        return new NameShape(names, fallback, ruleFor(type));
    }

    private static Repair ruleFor(Class<?> type) {
        if (type == ChargePointErrorCode.class) {
            return Repair.UNLISTED_ERROR_CODE;
        }
        return type == StopReason.class ? Repair.UNLISTED_STOP_REASON : Repair.UNLISTED_QUALIFIER;
    }

    private static boolean isFallback(Class<?> type, Enum<?> constant) {
        try {
            return type.getField(constant.name()).isAnnotationPresent(WhenUnlisted.class);
        } catch (NoSuchFieldException e) {
            throw new LinkageError("an enum's constants are its fields", e);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            var types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
            return MethodHandles.publicLookup()
                    .unreflectConstructor(type.getConstructor(types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("payloads and their types are public", e);
        }
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new LinkageError("payloads and their types are public", e);
        }
    }
}
