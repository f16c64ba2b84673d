/** What the world learns of jobs and campaigns: the only translation from stored to published events. */
@NullMarked
package io.mainspring.firmware.publication;

import org.jspecify.annotations.NullMarked;
