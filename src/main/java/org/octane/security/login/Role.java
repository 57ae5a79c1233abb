package org.octane.security.login;

import java.util.Locale;

/** What somebody may do. A reader looks; an operator also changes. */
public enum Role {
    READER,
    OPERATOR;

    /** @throws IllegalArgumentException if there is no such role */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** As it is written in files and in the contract. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
