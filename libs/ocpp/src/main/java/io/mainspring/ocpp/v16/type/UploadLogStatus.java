package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Progress of the upload of a log. Security whitepaper §6. */
public enum UploadLogStatus implements WireName {
    BAD_MESSAGE("BadMessage"),
    IDLE("Idle"),
    NOT_SUPPORTED_OPERATION("NotSupportedOperation"),
    PERMISSION_DENIED("PermissionDenied"),
    UPLOADED("Uploaded"),
    UPLOAD_FAILURE("UploadFailure"),
    UPLOADING("Uploading");

    private final String wireName;

    UploadLogStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
