package org.octane.security.login;

import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes of passwords, argon2id. A hash takes memory and time on purpose: only a few are made at once. */
public final class Passwords {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 1024;
    private static final int AT_ONCE = 2;

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @throws IllegalArgumentException if the password is too short or too long */
    public String hash(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A password has " + SHORTEST + " to " + LONGEST + " characters; this one has " + password.length());
        }
        return encoder.encode(password);
    }

    boolean matches(String password, String hash) {
        if (password.length() > LONGEST) {
            return false;
        }
        places.acquireUninterruptibly();
        try {
            return encoder.matches(password, hash);
        } finally {
            places.release();
        }
    }
}
