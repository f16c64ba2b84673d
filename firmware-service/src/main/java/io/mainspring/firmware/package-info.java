/**
 * Owns what is sent to charge points and fetched from them as files: firmware updates and their campaigns,
 * diagnostics, logs, and the files themselves.
 */
@NullMarked
package io.mainspring.firmware;

import org.jspecify.annotations.NullMarked;
