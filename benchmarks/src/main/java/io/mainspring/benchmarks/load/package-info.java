/**
 * Load runs against the whole platform in a JVM of its own: sessions, idle connections, a storm of
 * boots, each with its target, and the proof in PostgreSQL that nothing acknowledged is missing.
 *
 * <p>Client and platform share the machine, so the figures are lower bounds of what the platform
 * can do. Everything stays on loopback and ends by itself.
 */
@NullMarked
package io.mainspring.benchmarks.load;

import org.jspecify.annotations.NullMarked;
