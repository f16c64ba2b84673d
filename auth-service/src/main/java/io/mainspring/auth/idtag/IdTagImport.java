package io.mainspring.auth.idtag;

import io.mainspring.auth.csv.CsvLine;
import io.mainspring.auth.csv.CsvReader;
import io.mainspring.auth.idtag.IdTagCommand.Put;
import io.mainspring.auth.idtag.IdTagCommand.Register;
import io.mainspring.auth.idtag.IdTagCommand.RegisterFirst;
import io.mainspring.auth.idtag.IdTagCommands.Conflict;
import io.mainspring.auth.idtag.ImportColumns.UnusableCsv;
import io.mainspring.auth.idtag.ImportSummary.RowError;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Imports idTags from CSV, a thousand rows per commit, in memory that does not grow with the file.
 *
 * <p>Importing the same file again changes nothing, so after a failure it is simply sent again: the
 * batches that were committed stay. Rows that are so already cost one query per thousand and no
 * command; idTags that the view does not know are registered without loading their history, which
 * the event store refuses if there is one after all (then the batch goes the long way).
 */
@Component
class IdTagImport {

    static final int BATCH = 1_000;
    static final int ERRORS_TOLD = 1_000;

    /** So many rows may be written before the view must have caught up with them. */
    private static final int AHEAD = 20 * BATCH;

    /** Each begins with what stands in the view by then. */
    private static final int ATTEMPTS = 5;

    private final IdTagCommands commands;
    private final IdTagViews views;

    IdTagImport(IdTagCommands commands, IdTagViews views) {
        this.commands = commands;
        this.views = views;
    }

    /**
     * Reads to the end.
     *
     * @throws UnusableCsv before anything is imported, if the header is no header
     * @throws IOException if the source throws it; what was committed before stays
     */
    ImportSummary run(Reader source) throws IOException {
        var csv = new CsvReader(source);
        var columns =
                switch (csv.next()) {
                    case CsvLine.Values header -> new ImportColumns(header);
                    case CsvLine.Broken broken -> throw new UnusableCsv(broken.reason());
                    case null -> throw new UnusableCsv("the file is empty");
                };
        var run = new Run();
        for (var line = csv.next(); line != null; line = csv.next()) {
            switch (line) {
                case CsvLine.Broken broken ->
                        run.failed(List.of(new RowError(broken.number(), null, broken.reason())));
                case CsvLine.Values values -> {
                    List<RowError> errors = new ArrayList<>(0);
                    var row = columns.read(values, errors);
                    if (row == null) {
                        run.failed(errors);
                    } else {
                        run.add(row);
                    }
                }
            }
        }
        return run.end();
    }

    /** The state of one import. */
    private final class Run {

        /** Sorted by key: two imports at once then wait for each other instead of locking up. */
        private final Map<String, ImportRow> batch = new TreeMap<>();

        /** Keys that this import wrote and that the view may not show yet. */
        private final Set<String> unseen = new HashSet<>();

        private final List<RowError> errors = new ArrayList<>();
        private long failedLines;
        private long imported;
        private long unchanged;

        Run() {
            commands.awaitVisible();
        }

        void failed(List<RowError> ofOneLine) {
            if (failedLines++ < ERRORS_TOLD) {
                errors.addAll(ofOneLine);
            }
        }

        void add(ImportRow row) {
            var key = IdTagKey.of(row.idTag());
            if (batch.containsKey(key)) {
                flush(); // the later line of one idTag is to find what the earlier one left
            }
            batch.put(key, row);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        ImportSummary end() {
            flush();
            commands.awaitVisible();
            return new ImportSummary(imported, unchanged, failedLines, errors);
        }

        private void flush() {
            for (int attempt = 1; !batch.isEmpty(); attempt++) {
                try {
                    flush(attempt);
                } catch (Conflict e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }

        /** Leaves in the batch what somebody else registered on other terms meanwhile. */
        private void flush(int attempt) {
            if (attempt > 1
                    || unseen.size() >= AHEAD
                    || !Collections.disjoint(batch.keySet(), unseen)) {
                commands.awaitVisible();
                unseen.clear();
            }
            var present = views.byKey(batch.keySet());
            Map<String, IdTagCommand> wanted = new TreeMap<>();
            batch.forEach((key, row) -> {
                var view = present.get(key);
                var terms = row.over(view == null ? null : view.terms());
                if (view != null && !terms.equals(view.terms())) {
                    wanted.put(key, new Put(row.idTag(), terms));
                } else if (view == null) {
                    wanted.put(
                            key,
                            attempt == 1
                                    ? new RegisterFirst(row.idTag(), terms)
                                    : new Register(row.idTag(), terms));
                }
            });
            var effects = commands.sendTogether(wanted);
            unchanged += batch.size() - wanted.size();
            unseen.addAll(wanted.keySet());
            batch.keySet().retainAll(count(effects));
        }

        /** Counts what is done; returns the keys of what is not. */
        private Set<String> count(Map<String, Effect> effects) {
            Set<String> open = new HashSet<>();
            effects.forEach((key, effect) -> {
                switch (effect) {
                    case REGISTERED, CHANGED -> imported++;
                    case UNCHANGED -> unchanged++;
                    case REGISTERED_OTHERWISE -> open.add(key);
                    case DELETED, NOT_REGISTERED ->
                            throw new IllegalStateException("an import deletes nothing");
                }
            });
            return open;
        }
    }
}
