/** Files as charge points and operators meet them, on real sockets. */
@NullMarked
package io.mainspring.firmware.files.ftp;

import org.jspecify.annotations.NullMarked;
