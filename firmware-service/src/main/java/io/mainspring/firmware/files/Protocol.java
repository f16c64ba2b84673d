package io.mainspring.firmware.files;

/** How a charge point can move files, as spelt in SupportedFileTransferProtocols (E 3.90). */
public enum Protocol {
    FTP,
    FTPS,
    HTTP,
    HTTPS
}
