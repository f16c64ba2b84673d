package io.mainspring.simulator.chargepoint;

import io.mainspring.simulator.wire.ClientTls;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a charge point is when it leaves the factory and has been installed.
 *
 * @param endpoint the central system's address, without the identity
 * @param key the password of its Basic authentication, or null: it sends none
 * @param outlets its connectors, from 1 on
 * @param configuration configuration keys that differ from their usual initial value
 * @param secure how it connects with security profiles 2 and 3; null: it never learns them
 */
public record Setup(
        URI endpoint,
        String identity,
        byte @Nullable [] key,
        String vendor,
        String model,
        String serialNumber,
        List<Outlet> outlets,
        Map<ConfigurationKey, String> configuration,
        Pace pace,
        @Nullable Secure secure) {

    private static final int LONGEST_SERIAL_NUMBER = 25;
    private static final Outlet AC_22_KW = Outlet.ac(3, 32);

    /**
     * Where and how it speaks TLS once its security profile is 2 or 3.
     *
     * @param endpoint {@code wss}, without the identity
     * @param tls whom it trusts; its own certificate comes with profile 3
     */
    public record Secure(URI endpoint, ClientTls tls) {}

    public Setup {
        outlets = List.copyOf(outlets);
        configuration = Map.copyOf(configuration);
    }

    /** One connector of 22 kW, no key. */
    public static Setup of(URI endpoint, String identity) {
        var serial = "MS-" + HexFormat.of().toHexDigits(identity.hashCode());
        return new Setup(
                endpoint,
                identity,
                null,
                "Mainspring",
                "Pendulum 22",
                serial.substring(0, Math.min(serial.length(), LONGEST_SERIAL_NUMBER)),
                List.of(AC_22_KW),
                Map.of(),
                Pace.ordinary(),
                null);
    }

    public Setup withKey(byte @Nullable [] newKey) {
        return new Setup(
                endpoint,
                identity,
                newKey,
                vendor,
                model,
                serialNumber,
                outlets,
                configuration,
                pace,
                secure);
    }

    public Setup withModel(String newModel, List<Outlet> newOutlets) {
        return new Setup(
                endpoint,
                identity,
                key,
                vendor,
                newModel,
                serialNumber,
                newOutlets,
                configuration,
                pace,
                secure);
    }

    public Setup withConfiguration(Map<ConfigurationKey, String> newConfiguration) {
        return new Setup(
                endpoint,
                identity,
                key,
                vendor,
                model,
                serialNumber,
                outlets,
                newConfiguration,
                pace,
                secure);
    }

    public Setup withPace(Pace newPace) {
        return new Setup(
                endpoint,
                identity,
                key,
                vendor,
                model,
                serialNumber,
                outlets,
                configuration,
                newPace,
                secure);
    }

    public Setup withSecure(Secure newSecure) {
        return new Setup(
                endpoint,
                identity,
                key,
                vendor,
                model,
                serialNumber,
                outlets,
                configuration,
                pace,
                newSecure);
    }
}
