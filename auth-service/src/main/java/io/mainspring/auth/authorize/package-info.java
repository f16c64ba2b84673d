/**
 * Answers Authorize from the view {@code id_tag}: one query for a whole poll of requests.
 *
 * <p>A verdict changes nothing, so it is counted but not stored. Charge points call it, through
 * {@code ocpp.requests.auth}.
 */
@NullMarked
package io.mainspring.auth.authorize;

import org.jspecify.annotations.NullMarked;
