package io.mainspring.chargepoint.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagedGetConfigurationTest {

    @Test
    void keysAreSplitAtTheMaximum() {
        assertThat(PagedGetConfiguration.pages(List.of("a", "b", "c", "d", "e"), 2))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void whatFitsOrHasNoKnownMaximumIsOnePage() {
        assertThat(PagedGetConfiguration.pages(List.of("a", "b"), 2)).hasSize(1);
        assertThat(PagedGetConfiguration.pages(List.of("a", "b"), 0)).hasSize(1);
        assertThat(PagedGetConfiguration.pages(null, 1)).hasSize(1);
        assertThat(PagedGetConfiguration.pages(List.of(), 1)).hasSize(1);
    }
}
