package io.mainspring.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardRegistrationTest {

    @ParameterizedTest(name = "HTTP {0}")
    @CsvSource({"201, ''", "200, ''", "409, ''", "401, card DEMO-1 not registered: HTTP 401"})
    void onlyACardThatIsNotKnownAfterwardsIsTold(int status, String told) throws Exception {
        var api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        api.start();
        var out = new ByteArrayOutputStream();
        try {
            var uri = URI.create("http://127.0.0.1:" + api.getAddress().getPort());
            new CardRegistration(uri, "key", new PrintStream(out, true, UTF_8))
                    .register(List.of("DEMO-1"));
        } finally {
            api.stop(0);
        }

        assertThat(out.toString(UTF_8).strip()).isEqualTo(told);
    }
}
