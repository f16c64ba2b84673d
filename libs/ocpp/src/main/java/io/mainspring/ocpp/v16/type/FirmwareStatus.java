package io.mainspring.ocpp.v16.type;

import io.mainspring.ocpp.v16.WireName;

/** Progress of a firmware update. OCPP 1.6 §7.25. */
public enum FirmwareStatus implements WireName {
    DOWNLOADED("Downloaded"),
    DOWNLOAD_FAILED("DownloadFailed"),
    DOWNLOADING("Downloading"),
    IDLE("Idle"),
    INSTALLATION_FAILED("InstallationFailed"),
    INSTALLING("Installing"),
    INSTALLED("Installed");

    private final String wireName;

    FirmwareStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
