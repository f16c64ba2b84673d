package io.mainspring.simulator.centralsystem;

import io.mainspring.ocpp.v16.Action;
import io.mainspring.ocpp.v16.action.OcppRequest;

/**
 * A CALL of a charge point.
 *
 * @param connection counted from 1 over all charge points
 */
public record Heard(int connection, String uniqueId, Action action, OcppRequest<?> request) {}
