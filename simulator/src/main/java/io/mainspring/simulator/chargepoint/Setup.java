package io.mainspring.simulator.chargepoint;

import java.net.URI;
import java.nio.file.Path;
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
 * @param tls how it may be reached by TLS; null: security profiles 2 and 3 are not for it
 * @param configuration configuration keys that differ from their usual initial value
 * @param memory the file in which it keeps what it must not forget; null: a new process is a new charge point
 */
public record Setup(
        URI endpoint,
        String identity,
        byte @Nullable [] key,
        String vendor,
        String model,
        String serialNumber,
        List<Outlet> outlets,
        @Nullable TlsSetup tls,
        Map<ConfigurationKey, String> configuration,
        Pace pace,
        @Nullable Path memory) {

    private static final int LONGEST_SERIAL_NUMBER = 25;
    private static final Outlet AC_22_KW = Outlet.ac(3, 32);

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
                null,
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
                tls,
                configuration,
                pace,
                memory);
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
                tls,
                configuration,
                pace,
                memory);
    }

    public Setup withTls(TlsSetup newTls) {
        return new Setup(
                endpoint,
                identity,
                key,
                vendor,
                model,
                serialNumber,
                outlets,
                newTls,
                configuration,
                pace,
                memory);
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
                tls,
                newConfiguration,
                pace,
                memory);
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
                tls,
                configuration,
                newPace,
                memory);
    }

    public Setup withMemory(Path newMemory) {
        return new Setup(
                endpoint,
                identity,
                key,
                vendor,
                model,
                serialNumber,
                outlets,
                tls,
                configuration,
                pace,
                newMemory);
    }
}
