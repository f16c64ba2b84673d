package io.mainspring.auth.idtag;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an imported file. Every line that is not blank is counted once: {@code imported +
 * unchanged + failed} is their number, without the header.
 *
 * @param imported registered or changed by this import
 * @param unchanged idTags that were so already
 * @param failed lines with errors; nothing of them was taken over
 * @param errors of the first thousand lines that failed, in the order of the file
 */
record ImportSummary(long imported, long unchanged, long failed, List<RowError> errors) {

    /**
     * @param line counted from 1, the header included
     * @param field the column; absent if the line as a whole is at fault
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowError(long line, @Nullable String field, String reason) {}
}
