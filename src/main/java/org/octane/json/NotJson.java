package org.octane.json;

/** A text is no JSON; says where it ceases to be, and quotes nothing, since it may hold passwords. */
public final class NotJson extends Exception {

    private static final long serialVersionUID = 1;

    NotJson(String where) {
        super(where);
    }
}
