package io.mainspring.kit.calls;

import io.mainspring.kit.web.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@link CallOptions} from headers and query. */
final class CallOptionsResolver implements HandlerMethodArgumentResolver {

    private static final Duration LONGEST = Duration.ofDays(30);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CallOptions.class;
    }

    @Override
    public CallOptions resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var user = request.getUserPrincipal();
        var prefer = request.getHeader("Prefer");
        return new CallOptions(
                user == null ? "anonymous" : user.getName(),
                request.getHeader("Idempotency-Key"),
                duration(request.getParameter("whenOnline")),
                prefer != null && prefer.contains("respond-async"));
    }

    private static @Nullable Duration duration(@Nullable String whenOnline) {
        if (whenOnline == null) {
            return null;
        }
        try {
            var duration = Duration.parse(whenOnline);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below, in the caller's terms
        }
        throw Problem.badRequest(
                "?whenOnline",
                "must be an ISO 8601 duration such as PT1H, at most P30D: " + whenOnline);
    }
}
