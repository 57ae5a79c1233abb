package org.octane.hawtio;

import org.octane.security.login.Person;

/**
 * Who asks.
 *
 * @param source from which address
 * @param via a browser or a program, as the audit has it
 * @param origin the server's own, as this client names it
 */
record Viewer(Person person, String source, String via, String origin) {}
