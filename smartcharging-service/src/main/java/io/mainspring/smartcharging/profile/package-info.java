/**
 * The charging profiles of each charge point as we believe them to be installed: commands to set
 * and clear them, what the charge points answered, and the list that follows from it. The belief
 * mirrors the charge point's own rules of replacement (docs/adr/0020) and is changed by its answers
 * alone, never by what was merely asked.
 */
@NullMarked
package io.mainspring.smartcharging.profile;

import org.jspecify.annotations.NullMarked;
