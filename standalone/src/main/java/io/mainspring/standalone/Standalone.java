package io.mainspring.standalone;

import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** {@code ./mainspring run}: the platform in the foreground, until Ctrl-C. */
public final class Standalone {

    private Standalone() {}

    public static void main(String[] arguments) throws InterruptedException {
        long begin = System.nanoTime();
        // One logging set-up for all contexts: logback.xml, not each context's own.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Platform platform;
        Settings settings;
        try {
            settings = Settings.from(System.getenv());
            platform = Platform.start(settings);
        } catch (IllegalArgumentException | DataDirectory.HeldByAnother e) {
            System.err.println("Mainspring does not start: " + e.getMessage());
            System.exit(2);
            return;
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Standalone.class).error("Mainspring does not start", e);
            System.exit(1);
            return;
        }
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    System.out.println("Mainspring stops ...");
                                    platform.close();
                                    System.out.println("Mainspring has stopped.");
                                    ended.countDown();
                                },
                                "stop"));
        System.out.println(banner(platform, settings, (System.nanoTime() - begin) / 1_000_000));
        ended.await();
    }

    private static String banner(Platform platform, Settings settings, long millis) {
        var admission =
                switch (settings.unknownChargePoints()) {
                    case "accept" ->
                            "Unknown charge points are ACCEPTED without credentials"
                                    + " (MAINSPRING_UNKNOWN_CHARGE_POINTS=accept).";
                    case "pending" ->
                            "Unknown charge points stay Pending until an operator admits them.";
                    default -> "Unknown charge points are rejected.";
                };
        return """

        Mainspring is ready (%d.%d s).

        %s
        %s
        The admin key is the line "admin-key" of the credentials file; send it as
          Authorization: Bearer <admin-key>
        API and Swagger UI:       %s/swagger-ui/index.html
        First charge points:      ./mainspring simulate --count 3
        Ctrl-C stops it.
        """
                .formatted(
                        millis / 1000,
                        millis % 1000 / 100,
                        platform.addresses(),
                        admission,
                        platform.httpUri());
    }
}
