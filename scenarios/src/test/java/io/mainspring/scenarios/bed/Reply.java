package io.mainspring.scenarios.bed;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** What the API answered. */
public record Reply(int status, JsonNode body) {

    /** Fails unless the status is this one. */
    public JsonNode expect(int expected) {
        assertThat(status).as("%s", body).isEqualTo(expected);
        return body;
    }

    /** A field of the body as text, empty if it is absent. */
    public String text(String field) {
        return body.path(field).asString("");
    }
}
