package io.mainspring.auth.idtag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.auth.AuthServiceTest;
import io.mainspring.auth.ChargePoints;
import io.mainspring.auth.Rest;
import io.mainspring.ocpp.v16.type.AuthorizationStatus;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A whole fleet's idTags through the front door. 50 000 by default; {@code
 * -Dmainspring.it.id-tags=1000000} for the size that the service promises.
 */
@AuthServiceTest
class ManyIdTagsIT {

    private static final Logger log = LoggerFactory.getLogger(ManyIdTagsIT.class);
    private static final int COUNT = Integer.getInteger("mainspring.it.id-tags", 50_000);

    private final Rest operator;
    private final ChargePoints chargePoints;

    @Autowired
    ManyIdTagsIT(Rest operator, ChargePoints chargePoints) {
        this.operator = operator;
        this.chargePoints = chargePoints;
    }

    @Test
    void areImportedAsAStreamAndThenAuthorizedWithinASecondEach() {
        Supplier<InputStream> file = () -> new SequenceInputStream(lines());

        var start = System.nanoTime();
        var first = operator.postCsv("/import", BodyPublishers.ofInputStream(file));
        report("imported", start);
        assertThat(first.text())
                .isEqualTo(
                        "{\"imported\":" + COUNT + ",\"unchanged\":0,\"failed\":0,\"errors\":[]}");

        start = System.nanoTime();
        var again = operator.postCsv("/import", BodyPublishers.ofInputStream(file));
        report("found unchanged", start);
        assertThat(again.at("/unchanged")).isEqualTo(Integer.toString(COUNT));

        start = System.nanoTime();
        assertThat(operator.get("/export").text().lines().filter(l -> l.startsWith("MANY-")))
                .hasSize(COUNT);
        report("exported", start);

        var random = new Random(16);
        var slowest = Duration.ZERO;
        for (int i = 0; i < 200; i++) {
            var idTag = "many-" + random.nextInt(COUNT);
            start = System.nanoTime();
            assertThat(chargePoints.authorize(idTag).status())
                    .isEqualTo(AuthorizationStatus.ACCEPTED);
            var taken = Duration.ofNanos(System.nanoTime() - start);
            slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
        }
        log.info("authorized idTags={} slowestMs={}", COUNT, slowest.toMillis());
        assertThat(slowest).isLessThan(Duration.ofSeconds(1));
    }

    private static void report(String what, long start) {
        var seconds = (System.nanoTime() - start) / 1e9;
        log.info("{} rows={} rowsPerSecond={}", what, COUNT, Math.round(COUNT / seconds));
    }

    private static Enumeration<InputStream> lines() {
        return new Enumeration<>() {
            private int next = -1;

            @Override
            public boolean hasMoreElements() {
                return next < COUNT;
            }

            @Override
            public InputStream nextElement() {
                var text =
                        new StringBuilder(next < 0 ? "idTag,status,expiryDate,parentIdTag\n" : "");
                int end = Math.min(Math.max(next, 0) + 1_000, COUNT);
                for (next = Math.max(next, 0); next < end; next++) {
                    text.append("MANY-")
                            .append(next)
                            .append(",Accepted,2030-01-01T00:00:00Z,FLEET\n");
                }
                return new ByteArrayInputStream(text.toString().getBytes(UTF_8));
            }
        };
    }
}
