/** Files as charge points and operators meet them, on real sockets. */
@NullMarked
package io.mainspring.firmware.files.http;

import org.jspecify.annotations.NullMarked;
