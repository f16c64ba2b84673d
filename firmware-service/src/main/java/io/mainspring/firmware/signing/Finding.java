package io.mainspring.firmware.signing;

/**
 * Something that is wrong with signed firmware.
 *
 * @param field {@code signingCertificate} or {@code signature}
 */
record Finding(String field, String reason) {}
