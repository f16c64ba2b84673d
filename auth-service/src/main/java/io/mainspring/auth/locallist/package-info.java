/**
 * Local authorization lists (OCPP 1.6 §3.5.2, §5.10, §5.15): one aggregate per charge point with
 * what its list is built from, what was sent, what it last accepted; bringing it to date in as many
 * messages as it takes; roll-outs to many charge points.
 *
 * <p>Reads the idTags from the view {@code id_tag} and knows charge points by what is published of
 * them. Deciding about an Authorize is not done here. Why it is stored as it is: docs/adr/0019.
 */
@NullMarked
package io.mainspring.auth.locallist;

import org.jspecify.annotations.NullMarked;
