/**
 * The files that charge points fetch and bring: firmware images, diagnostics and logs, and the one-time
 * addresses under which they do it. Knows of jobs nothing but their ids; jobs are told what arrived through
 * {@link io.mainspring.firmware.files.UploadListener}.
 */
@NullMarked
package io.mainspring.firmware.files;

import org.jspecify.annotations.NullMarked;
