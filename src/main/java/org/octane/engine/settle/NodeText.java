package org.octane.engine.settle;

import java.util.List;

/** The nodes of a step, as a sentence names them. */
final class NodeText {

    private static final int NAMED = 5;

    private NodeText() {}

    /** {@code " on node-4, node-5"}; empty for none; of many the first ones. */
    static String of(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        var first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return " on " + first + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }
}
