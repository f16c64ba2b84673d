/**
 * Files over HTTP: {@code /files/**} for charge points, where the token in the path is all that counts, and the REST
 * resources of operators.
 */
@NullMarked
package io.mainspring.firmware.files.http;

import org.jspecify.annotations.NullMarked;
