/**
 * Firmware images: what operators stored, with what they said of it. The bytes are the store's, which charge points
 * may fetch them is decided by jobs.
 */
@NullMarked
package io.mainspring.firmware.files.image;

import org.jspecify.annotations.NullMarked;
