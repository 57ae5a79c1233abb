package org.octane.security.login;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A proof that was accepted.
 *
 * @param again whether it is still so: a user may be removed, or a token revoked, while a session lasts
 */
public record Login(Person person, Supplier<Optional<Person>> again) {}
