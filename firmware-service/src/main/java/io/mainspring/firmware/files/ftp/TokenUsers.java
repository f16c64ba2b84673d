package io.mainspring.firmware.files.ftp;

import io.mainspring.firmware.files.address.AddressBook;
import io.mainspring.firmware.files.address.Token;
import java.time.Duration;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** There are no accounts: a user name and password are right if they come from one open address. */
final class TokenUsers implements UserManager {

    private final AddressBook book;
    private final Duration idleTimeout;

    TokenUsers(AddressBook book, Duration idleTimeout) {
        this.book = book;
        this.idleTimeout = idleTimeout;
    }

    @Override
    public User authenticate(Authentication presented) throws AuthenticationFailedException {
        if (presented instanceof UsernamePasswordAuthentication login) {
            var token = login.getPassword();
            var address =
                    token != null && token.length() == Token.LENGTH
                            ? book.find(token).orElse(null)
                            : null;
            if (address != null
                    && address.user().equals(login.getUsername())
                    && book.isOpen(address)) {
                return new TokenUser(address, Math.toIntExact(idleTimeout.toSeconds()));
            }
        }
        throw new AuthenticationFailedException("no open address");
    }

    @Override
    public @Nullable User getUserByName(String name) {
        return null;
    }

    @Override
    public String[] getAllUserNames() {
        return new String[0];
    }

    @Override
    public boolean doesExist(String name) {
        return false;
    }

    @Override
    public String getAdminName() {
        return "";
    }

    @Override
    public boolean isAdmin(String name) {
        return false;
    }

    @Override
    public void save(User user) throws FtpException {
        throw new FtpException("users are not kept");
    }

    @Override
    public void delete(String name) throws FtpException {
        throw new FtpException("users are not kept");
    }
}
