package io.mainspring.chargepoint.upgrade;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/** What has to be done on the way to a security profile, in this order. */
public enum Step {
    /** A new AuthorizationKey, for profiles 1 and 2. */
    @JsonProperty("AuthorizationKey")
    AUTHORIZATION_KEY,
    /** Our root certificate, by which the charge point knows us in profiles 2 and 3. */
    @JsonProperty("InstallCertificate")
    INSTALL_CERTIFICATE,
    /** A certificate of its own, for profile 3. */
    @JsonProperty("SignCertificate")
    SIGN_CERTIFICATE,
    @JsonProperty("ChangeConfiguration")
    CHANGE_CONFIGURATION,
    @JsonProperty("Reset")
    RESET,
    /** It connects with the new profile. */
    @JsonProperty("Return")
    RETURN;

    /**
     * The steps to a profile.
     *
     * @param needsKey it has none, or shall get a new one
     * @param needsCertificate it has none, or shall get a new one
     * @param installRoot it shall be given our root certificate
     */
    static List<Step> plan(
            int to, boolean needsKey, boolean needsCertificate, boolean installRoot) {
        var plan = new ArrayList<Step>();
        if (needsKey && (to == 1 || to == 2)) {
            plan.add(AUTHORIZATION_KEY);
        }
        if (installRoot && to >= 2) {
            plan.add(INSTALL_CERTIFICATE);
        }
        if (needsCertificate && to == 3) {
            plan.add(SIGN_CERTIFICATE);
        }
        plan.addAll(List.of(CHANGE_CONFIGURATION, RESET, RETURN));
        return List.copyOf(plan);
    }
}
