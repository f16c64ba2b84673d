/**
 * One-time addresses: who holds a token may fetch one image or bring the files of one job, until the job is done or
 * the address has expired. Which protocols lead here is the doors' matter.
 */
@NullMarked
package io.mainspring.firmware.files.address;

import org.jspecify.annotations.NullMarked;
