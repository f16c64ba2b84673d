package io.mainspring.scenarios.conformance;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;

/**
 * A scenario that is one of the cases, told by the first word of its display name.
 *
 * @param id {@code TC_001_CSMS}, or our own: {@code X-07}, {@code C-45}
 * @param what the rest of the display name
 * @param test class and method
 */
record CaseTest(String id, String what, String test) implements Comparable<CaseTest> {

    private static final Pattern NAME = Pattern.compile("(TC_\\d+(?:_\\d)?_CSMS|[A-Z]-\\d+) (.+)");

    static Optional<CaseTest> of(Method method) {
        var name = method.getAnnotation(DisplayName.class);
        if (name == null) {
            return Optional.empty();
        }
        var match = NAME.matcher(name.value());
        return match.matches()
                ? Optional.of(
                        new CaseTest(
                                match.group(1),
                                match.group(2),
                                method.getDeclaringClass().getSimpleName()
                                        + "."
                                        + method.getName()))
                : Optional.empty();
    }

    boolean ofTheCertification() {
        return id.startsWith("TC_");
    }

    @Override
    public int compareTo(CaseTest other) {
        int byId = id.compareTo(other.id);
        return byId == 0 ? test.compareTo(other.test) : byId;
    }
}
