/** Files as charge points and operators meet them, on real sockets. */
@NullMarked
package io.mainspring.firmware.files.store;

import org.jspecify.annotations.NullMarked;
