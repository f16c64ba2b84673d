/**
 * The idTags themselves: aggregate, the view {@code id_tag}, REST, bulk import and export.
 *
 * <p>An idTag is known by its {@link IdTagKey}; the spelling it was registered with is kept for
 * display. Whether it may charge is not decided here but in {@code authorize}, which reads the view.
 */
@NullMarked
package io.mainspring.auth.idtag;

import org.jspecify.annotations.NullMarked;
