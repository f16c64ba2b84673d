/**
 * Where the bytes are: a spool that takes streams until they are whole, and behind it a store of whole files, on the
 * file system or S3-compatible. Knows keys and bytes, not what they mean.
 */
@NullMarked
package io.mainspring.firmware.files.store;

import org.jspecify.annotations.NullMarked;
