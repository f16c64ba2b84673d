package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Progress of an upload of diagnostics. OCPP 1.6 §7.24. */
public enum DiagnosticsStatus implements WireName {
    IDLE("Idle"),
    UPLOADED("Uploaded"),
    UPLOAD_FAILED("UploadFailed"),
    UPLOADING("Uploading");

    private final String wireName;

    DiagnosticsStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
