/** Files as charge points and operators meet them, on real sockets. */
@NullMarked
package io.mainspring.firmware.files.upload;

import org.jspecify.annotations.NullMarked;
