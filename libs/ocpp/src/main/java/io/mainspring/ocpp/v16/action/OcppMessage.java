package io.mainspring.ocpp.v16.action;

/** A payload: what stands in the fourth element of a CALL or in the third of a CALLRESULT. */
public sealed interface OcppMessage permits OcppRequest, OcppResponse {}
