/** Profiles: the aggregate's rules, what is stored, and the API on a real broker and database. */
@NullMarked
package io.mainspring.smartcharging.profile;

import org.jspecify.annotations.NullMarked;
