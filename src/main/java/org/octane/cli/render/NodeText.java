package org.octane.cli.render;

import java.util.List;
import java.util.stream.Collectors;

/** Node ids as people read them; 0 stands for the Fuel master, none for the cluster as a whole. */
public final class NodeText {

    private NodeText() {}

    public static String text(List<String> ids) {
        if (ids.isEmpty()) {
            return "";
        }
        if (ids.equals(List.of("0"))) {
            return "master";
        }
        return (ids.size() == 1 ? "node " : "nodes ") + ids.stream().collect(Collectors.joining(", "));
    }
}
