package io.mainspring.kit.eventsourcing;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Rebuilds projections on an operator's word: docs/runbooks/rebuild-a-projection.md. */
@Endpoint(id = "projections")
final class ProjectionsEndpoint {

    private final ProjectionRebuild rebuild;

    ProjectionsEndpoint(ProjectionRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @ReadOperation
    List<String> projections() {
        return rebuild.names();
    }

    @WriteOperation
    void rebuild(@Selector String name) {
        rebuild.rebuild(name);
    }
}
