package io.mainspring.chargepoint.datatransfer;

import io.mainspring.kit.eventsourcing.EventFollowers;
import io.mainspring.kit.web.Problem;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The registry of vendors whose DataTransfer is accepted. */
@RestController
@RequestMapping("/api/v1/charge-points/data-transfer-vendors")
class VendorController {

    private static final int LONGEST_VENDOR_ID = 255;
    private static final int LONGEST_MESSAGE_ID = 50;

    private final Vendors vendors;
    private final CommandGateway commands;
    private final EventFollowers followers;
    private final Clock clock;

    VendorController(
            Vendors vendors, CommandGateway commands, EventFollowers followers, Clock clock) {
        this.vendors = vendors;
        this.commands = commands;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * What is known of a vendor.
     *
     * @param messageIds the kinds of data that are accepted; left out: any
     */
    record Declaration(@Nullable List<String> messageIds) {}

    @GetMapping
    List<Vendors.VendorView> all() {
        return vendors.all();
    }

    @GetMapping("/{vendorId}")
    Vendors.VendorView one(@PathVariable String vendorId) {
        return vendors.find(vendorId).orElseThrow(() -> unknown(vendorId));
    }

    /** Declares a vendor or changes what is known of it. */
    @PutMapping("/{vendorId}")
    Vendors.VendorView declare(
            @PathVariable String vendorId, @RequestBody Declaration declaration, Principal who) {
        check(vendorId, declaration);
        commands.sendAndWait(
                new DataTransferVendorCommand.Declare(
                        vendorId, declaration.messageIds(), who.getName(), clock.instant()));
        followers.awaitCaughtUp();
        return one(vendorId);
    }

    @DeleteMapping("/{vendorId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String vendorId, Principal who) {
        boolean wasDeclared;
        try {
            wasDeclared =
                    Boolean.TRUE.equals(
                            commands.<Boolean>sendAndWait(
                                    new DataTransferVendorCommand.Withdraw(
                                            vendorId, who.getName(), clock.instant())));
        } catch (AggregateNotFoundException e) {
            throw unknown(vendorId);
        }
        if (!wasDeclared) {
            throw unknown(vendorId);
        }
        followers.awaitCaughtUp();
    }

    private static void check(String vendorId, Declaration declaration) {
        if (length(vendorId) > LONGEST_VENDOR_ID) {
            throw Problem.badRequest("vendorId", "must have at most 255 characters");
        }
        var messageIds = declaration.messageIds();
        for (int i = 0; messageIds != null && i < messageIds.size(); i++) {
            if (length(messageIds.get(i)) > LONGEST_MESSAGE_ID) {
                throw Problem.badRequest("/messageIds/" + i, "must have at most 50 characters");
            }
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Problem unknown(String vendorId) {
        return Problem.notFound("vendor " + vendorId + " is not declared");
    }
}
