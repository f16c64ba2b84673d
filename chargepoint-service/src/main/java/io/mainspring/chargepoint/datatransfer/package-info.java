/**
 * DataTransfer from charge points: which vendors are known, what their data is answered, and what
 * was received. An operator's own code joins as a {@link
 * io.mainspring.chargepoint.datatransfer.VendorExtension}.
 */
@NullMarked
package io.mainspring.chargepoint.datatransfer;

import org.jspecify.annotations.NullMarked;
