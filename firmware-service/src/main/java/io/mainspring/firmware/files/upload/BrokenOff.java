package io.mainspring.firmware.files.upload;

import java.io.IOException;

/** Fewer bytes came than were announced; nothing of them is kept. */
public final class BrokenOff extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenOff(long came, long announced) {
        super("broken off after " + came + " of " + announced + " bytes");
    }
}
