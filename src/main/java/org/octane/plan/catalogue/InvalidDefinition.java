package org.octane.plan.catalogue;

/** A definition of a step, a stage or a plan that can't be used; its message names file and definition in one sentence. */
public final class InvalidDefinition extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InvalidDefinition(String where, String what) {
        super(where + ": " + what);
    }
}
