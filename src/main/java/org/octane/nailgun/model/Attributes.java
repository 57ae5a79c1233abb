package org.octane.nailgun.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The attributes of a cluster.
 *
 * @param editable what an operator chose: sections of settings, each with its value and how it is shown
 * @param generated passwords and facts; never leaves this package
 */
public record Attributes(ObjectNode editable, ObjectNode generated) {

    public Attributes copy() {
        return new Attributes(editable.deepCopy(), generated.deepCopy());
    }

    /** The passwords stay out of any log. */
    @Override
    public String toString() {
        return "Attributes[" + editable.size() + " sections]";
    }
}
