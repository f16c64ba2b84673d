/**
 * Owns the idTags: who may charge, until when, in which group; the answer to Authorize; and the
 * local authorization lists that charge points hold of them.
 *
 * <p>Owns no transaction: whether an idTag charges already is transaction-service's to judge, which
 * reads what is published here. Charge points reach it through {@code ocpp.requests.auth},
 * operators through {@code /api/v1/id-tags} and {@code /api/v1/local-lists}.
 */
@NullMarked
package io.mainspring.auth;

import org.jspecify.annotations.NullMarked;
