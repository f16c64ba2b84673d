package io.mainspring.firmware.job;

import io.mainspring.ocpp.v16.type.DiagnosticsStatus;
import io.mainspring.ocpp.v16.type.FirmwareStatus;
import io.mainspring.ocpp.v16.type.SignedFirmwareStatus;
import io.mainspring.ocpp.v16.type.UploadLogStatus;

/** What a reported status says about the end of a job. */
enum StatusMeaning {
    PROGRESS,
    SUCCESS,
    FAILURE,
    /** Said only because we asked: there is nothing to do now. Tells nothing of how a job ended. */
    IDLE;

    static StatusMeaning of(FirmwareStatus status) {
        return switch (status) {
            case DOWNLOADING, DOWNLOADED, INSTALLING -> PROGRESS;
            case INSTALLED -> SUCCESS;
            case DOWNLOAD_FAILED, INSTALLATION_FAILED -> FAILURE;
            case IDLE -> IDLE;
        };
    }

    static StatusMeaning of(SignedFirmwareStatus status) {
        return switch (status) {
            case DOWNLOADING,
                    DOWNLOADED,
                    DOWNLOAD_SCHEDULED,
                    DOWNLOAD_PAUSED,
                    INSTALLING,
                    INSTALL_REBOOTING,
                    INSTALL_SCHEDULED,
                    SIGNATURE_VERIFIED ->
                    PROGRESS;
            case INSTALLED -> SUCCESS;
            case DOWNLOAD_FAILED,
                    INSTALLATION_FAILED,
                    INSTALL_VERIFICATION_FAILED,
                    INVALID_SIGNATURE ->
                    FAILURE;
            case IDLE -> IDLE;
        };
    }

    static StatusMeaning of(DiagnosticsStatus status) {
        return switch (status) {
            case UPLOADING -> PROGRESS;
            case UPLOADED -> SUCCESS;
            case UPLOAD_FAILED -> FAILURE;
            case IDLE -> IDLE;
        };
    }

    static StatusMeaning of(UploadLogStatus status) {
        return switch (status) {
            case UPLOADING -> PROGRESS;
            case UPLOADED -> SUCCESS;
            case UPLOAD_FAILURE, BAD_MESSAGE, NOT_SUPPORTED_OPERATION, PERMISSION_DENIED -> FAILURE;
            case IDLE -> IDLE;
        };
    }
}
