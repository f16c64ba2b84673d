/**
 * CALLs of charge points on their way through an owner: read, handed over as one poll, answered
 * after the commit.
 */
@NullMarked
package io.mainspring.kit.requests;

import org.jspecify.annotations.NullMarked;
