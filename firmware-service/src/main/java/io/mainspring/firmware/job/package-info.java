/**
 * Orders to charge points that go on long after they were answered: firmware updates, diagnostics, logs. Each
 * is a job with its whole history; what charge points report is matched to it, with an id where the
 * protocol has one and without where it has none (docs/adr/0023). The files themselves are another package's.
 */
@NullMarked
package io.mainspring.firmware.job;

import org.jspecify.annotations.NullMarked;
