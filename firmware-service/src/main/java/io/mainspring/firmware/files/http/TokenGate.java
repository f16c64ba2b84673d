package io.mainspring.firmware.files.http;

import io.mainspring.firmware.files.address.Address;
import io.mainspring.firmware.files.address.AddressBook;
import io.mainspring.firmware.files.address.Token;
import io.mainspring.kit.web.Problem;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets in who holds the token of an open address. */
@Component
class TokenGate {

    private final AddressBook book;
    private final Clock clock;

    TokenGate(AddressBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * @throws Problem 404 if we never gave out such an address, 410 if it has expired or its job is
     *     over
     */
    Address open(String token, Address.Direction direction) {
        var address =
                token.length() == Token.LENGTH
                        ? book.find(token).filter(a -> a.direction() == direction).orElse(null)
                        : null;
        if (address == null) {
            throw Problem.notFound("no such address");
        }
        if (!address.isOpen(clock.instant())) {
            throw new Problem(HttpStatus.GONE, "Gone", "this address has expired", null);
        }
        return address;
    }
}
