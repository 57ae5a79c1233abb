package org.octane.security.login;

/** Somebody who is logged in: a human or a program. */
public record Person(String name, Role role) {

    private static final int SHOWN = 200;

    /**
     * Who is named as the actor of an event.
     *
     * @param other whom this one says to act for; null or the same name: nobody else
     */
    public String actor(String other) {
        if (other == null || other.isBlank() || other.strip().equals(name)) {
            return name;
        }
        var shown = name + " (for " + other.strip() + ")";
        return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN);
    }
}
