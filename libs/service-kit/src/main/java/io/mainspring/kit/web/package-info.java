/**
 * What all REST APIs share: who may, how errors look, how lists are paged.
 */
@NullMarked
package io.mainspring.kit.web;

import org.jspecify.annotations.NullMarked;
