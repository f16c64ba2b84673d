/**
 * What the tests of all services share: real engines, golden files of stored and published events,
 * the house's architecture rules. Never on a production class path.
 */
@NullMarked
package io.mainspring.testkit;

import org.jspecify.annotations.NullMarked;
