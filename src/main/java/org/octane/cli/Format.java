package org.octane.cli;

import java.util.Locale;

/** How a command prints its answer: for people, or as the server's own JSON for programs. */
enum Format {
    TABLE,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
