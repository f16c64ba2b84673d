package io.mainspring.firmware.files.store;

/** More bytes came than may be taken; nothing of them is kept. */
public final class SizeExceeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SizeExceeded(long limit) {
        super("at most " + limit + " bytes are taken", null, false, false);
    }
}
