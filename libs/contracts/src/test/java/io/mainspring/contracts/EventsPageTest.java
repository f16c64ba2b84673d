package io.mainspring.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    private static final Path COMMITTED = Path.of("..", "..", "docs", "contracts", "events.md");
    private static final Path GENERATED = Path.of("target", "events.md");

    @Test
    void theCommittedPageDescribesEveryPublishedEventAsItIs() throws IOException {
        var page = EventsPage.write();
        Files.writeString(GENERATED, page);

        assertThat(page).contains("### `transaction.started.v1`");
        assertThat(COMMITTED)
                .as(
                        "if the events are meant to be so: cp libs/contracts/%s docs/contracts/",
                        GENERATED)
                .hasContent(page);
    }

    @Test
    void everyFieldOfAnEventThatIsDocumentedExists() {
        assertThat(PublishedEvent.all())
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.fieldNames()).containsAll(event.doc().params().keySet()));
    }
}
