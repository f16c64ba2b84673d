/**
 * What scenarios stand on: the platform, and the hands of everybody who deals with it. Nothing here looks into the
 * platform; it is met at its sockets, its API, its topics and its tables.
 */
@NullMarked
package io.mainspring.scenarios.bed;

import org.jspecify.annotations.NullMarked;
