package org.octane.security.login;

import java.util.Optional;

/** One source of users. Each call may wait for a disk, a slow hash or a network. */
public interface Accounts {

    /** @throws LoginUnavailable if nobody can say it now */
    Optional<Login> byToken(String token);

    /** @throws LoginUnavailable if nobody can say it now */
    Optional<Login> byPassword(String name, String password);

    /**
     * A login of before a restart.
     *
     * @param note of it
     * @return empty if it was another source's, or would not be accepted any more
     * @throws LoginUnavailable if nobody can say it now
     */
    default Optional<Login> byNote(String note) {
        return Optional.empty();
    }
}
