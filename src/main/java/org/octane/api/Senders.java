package org.octane.api;

import java.util.function.Function;
import org.octane.security.login.Person;

/**
 * Who may send commands over the broker.
 *
 * @param property of a message: which account has sent it, as the broker says
 * @param accounts who an account is; null for one that may send no commands
 */
public record Senders(String property, Function<String, Person> accounts) {

    /** Nobody. */
    public static final Senders NONE = new Senders("JMSXUserID", account -> null);
}
