package io.mainspring.chargepoint.registration;

/**
 * What is kept of an {@link AuthorizationKey}. With 20 random bytes a slow password hash would add
 * nothing but waiting when a whole region reconnects.
 *
 * @param salt hexadecimal
 * @param sha256 hexadecimal SHA-256 of the salt's bytes followed by the key's
 */
public record KeyHash(String salt, String sha256) {}
