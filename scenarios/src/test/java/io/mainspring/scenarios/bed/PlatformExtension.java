package io.mainspring.scenarios.bed;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One test bed for all classes; it ends with the run. */
final class PlatformExtension implements ParameterResolver {

    private static final Namespace HERE = Namespace.create(PlatformExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(Start.class, _ -> Start.now(), Start.class)
                .bed();
    }

    /** One attempt to start the platform: if it fails, all scenarios fail of it at once. */
    private record Start(@Nullable TestBed started, @Nullable RuntimeException failure)
            implements AutoCloseable {

        static Start now() {
            try {
                return new Start(TestBed.start(), null);
            } catch (RuntimeException e) {
                return new Start(null, e);
            }
        }

        TestBed bed() {
            if (started == null) {
                throw new IllegalStateException("the platform has not started", failure);
            }
            return started;
        }

        @Override
        public void close() throws IOException {
            if (started != null) {
                started.close();
            }
        }
    }
}
