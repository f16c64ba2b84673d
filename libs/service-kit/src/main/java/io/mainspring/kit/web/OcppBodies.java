package io.mainspring.kit.web;

import io.mainspring.ocpp.codec.OcppCodec;
import io.mainspring.ocpp.codec.OcppViolation;
import io.mainspring.ocpp.v16.action.OcppMessage;
import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/** Bodies that are OCPP payloads, read and written by the protocol's own rules. */
final class OcppBodies extends AbstractHttpMessageConverter<OcppMessage> {

    private final OcppCodec codec = OcppCodec.strict();

    OcppBodies() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return OcppMessage.class.isAssignableFrom(type);
    }

    /**
     * @throws OcppViolation if the body does not fit; an empty body stands for {@code {}}
     */
    @Override
    protected OcppMessage readInternal(Class<? extends OcppMessage> type, HttpInputMessage input)
            throws IOException {
        var body = input.getBody().readAllBytes();
        return codec.decode(type, body.length == 0 ? new byte[] {'{', '}'} : body).message();
    }

    @Override
    protected void writeInternal(OcppMessage message, HttpOutputMessage output) throws IOException {
        output.getBody().write(codec.encode(message));
    }
}
