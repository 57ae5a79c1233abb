package org.octane.security.login;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A proof that was accepted.
 *
 * @param again whether it is still so: a user may be removed, or a token revoked, while a session lasts
 * @param note by which its source of users knows it after a restart, without a secret in it; null: it ends with this process
 */
public record Login(Person person, Supplier<Optional<Person>> again, String note) {

    Login(Person person, Supplier<Optional<Person>> again) {
        this(person, again, null);
    }
}
