package io.mainspring.firmware.files.ftp;

import io.mainspring.firmware.files.address.Address;
import java.util.List;
import org.apache.ftpserver.ftplet.Authority;
import org.apache.ftpserver.ftplet.AuthorizationRequest;
import org.apache.ftpserver.ftplet.User;
import org.jspecify.annotations.Nullable;

/** Who has logged in: the holder of one address's token. What it may do, its directory decides. */
record TokenUser(Address address, int maxIdleSeconds) implements User {

    @Override
    public String getName() {
        return address.user();
    }

    @Override
    public @Nullable String getPassword() {
        return null;
    }

    @Override
    public List<? extends Authority> getAuthorities() {
        return List.of();
    }

    @Override
    public List<? extends Authority> getAuthorities(Class<? extends Authority> type) {
        return List.of();
    }

    @Override
    public AuthorizationRequest authorize(AuthorizationRequest request) {
        return request;
    }

    @Override
    public int getMaxIdleTime() {
        return maxIdleSeconds;
    }

    @Override
    public boolean getEnabled() {
        return true;
    }

    @Override
    public String getHomeDirectory() {
        return "/";
    }
}
