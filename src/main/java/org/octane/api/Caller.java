package org.octane.api;

import org.octane.security.login.Person;

/**
 * Who asks, and how.
 *
 * @param source from which address, or by which account of the broker
 * @param via {@code rest}, {@code cli}, {@code browser} or {@code amqp}
 */
record Caller(Person person, String source, String via) {}
