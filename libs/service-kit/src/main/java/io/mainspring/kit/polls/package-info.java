/**
 * How a poll of Kafka records becomes one database commit, what is retried, what is buried. Decides
 * nothing about a record's content.
 */
@NullMarked
package io.mainspring.kit.polls;

import org.jspecify.annotations.NullMarked;
