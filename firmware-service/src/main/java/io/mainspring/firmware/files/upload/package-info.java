/**
 * What charge points brought: taken whole or not at all, told to the job, listed for operators, and deleted when its
 * time is over.
 */
@NullMarked
package io.mainspring.firmware.files.upload;

import org.jspecify.annotations.NullMarked;
