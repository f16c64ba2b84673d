package io.mainspring.kit.eventsourcing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logical names and JSON of a service's stored events. Class names never reach the database, so
 * packages and classes may move (docs/adr/0006).
 */
public final class StoredEventFormat {

    private final Map<Class<?>, String> names;
    private final Map<String, Class<?>> types;
    private final JsonMapper json = customize(JsonMapper.builder()).build();

    private StoredEventFormat(Map<Class<?>, String> names, Map<String, Class<?>> types) {
        this.names = Map.copyOf(names);
        this.types = Map.copyOf(types);
    }

    static StoredEventFormat of(List<Class<?>> sealedRoots) {
        var names = new HashMap<Class<?>, String>();
        var types = new HashMap<String, Class<?>>();
        for (var root : sealedRoots) {
            var permitted = root.getPermittedSubclasses();
            if (permitted == null) {
                throw new IllegalArgumentException(root + " is not sealed");
            }
            for (var event : permitted) {
                var name = stem(root.getSimpleName()) + "." + kebab(event.getSimpleName());
                names.put(event, name);
                var other = types.put(name, event);
                if (other != null) {
                    throw new IllegalArgumentException(
                            event + " and " + other + " share the name " + name);
                }
            }
        }
        return new StoredEventFormat(names, types);
    }

    static JsonMapper.Builder customize(JsonMapper.Builder builder) {
        return builder.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultPropertyInclusion(
                        i -> i.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    /** All stored names, sorted. */
    public Set<String> names() {
        return new TreeSet<>(types.keySet());
    }

    public Collection<Class<?>> types() {
        return types.values();
    }

    /** The stored name of an event type, if it is one. */
    public Optional<String> nameOf(Class<?> type) {
        return Optional.ofNullable(names.get(type));
    }

    /** The event type of a stored name, if it is known. */
    public Optional<Class<?>> typeOf(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /**
     * The stored names of some types, a sealed root standing for all of its events.
     *
     * @throws IllegalArgumentException if one of them is not stored by this service
     */
    Set<String> namesOf(Set<Class<?>> wanted) {
        var found = new TreeSet<String>();
        for (var type : wanted) {
            var before = found.size();
            names.forEach((event, name) -> {
                if (type.isAssignableFrom(event)) {
                    found.add(name);
                }
            });
            if (found.size() == before) {
                throw new IllegalArgumentException(type + " is no stored event");
            }
        }
        return found;
    }

    public String write(Object event) {
        return json.writeValueAsString(event);
    }

    /**
     * @throws IllegalArgumentException if the name is unknown: this version of the service is older
     *     than the event
     */
    public Object read(String name, String payload) {
        var type =
                typeOf(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException("unknown stored event " + name));
        return json.readValue(payload, type);
    }

    private static String stem(String rootName) {
        return kebab(
                rootName.endsWith("Event")
                        ? rootName.substring(0, rootName.length() - "Event".length())
                        : rootName);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
