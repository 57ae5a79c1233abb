package org.octane.security.login;

import java.util.Optional;

/** One source of users. Each call may wait for a disk, a slow hash or a network. */
public interface Accounts {

    /** @throws LoginUnavailable if nobody can say it now */
    Optional<Login> byToken(String token);

    /** @throws LoginUnavailable if nobody can say it now */
    Optional<Login> byPassword(String name, String password);
}
