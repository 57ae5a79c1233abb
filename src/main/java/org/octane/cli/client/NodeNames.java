package org.octane.cli.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes are called, and which roles they have.
 *
 * @param byId the Fuel master is 0
 */
public record NodeNames(Map<Integer, Known> byId) {

    public static final NodeNames NONE = new NodeNames(Map.of());
    private static final int MASTER = 0;

    public record Known(String name, List<String> roles) {}

    /** Ids stand for names where Nailgun can't be asked. */
    public static NodeNames of(Api api) {
        Map<Integer, Known> known = new HashMap<>();
        known.put(MASTER, new Known("master", List.of()));
        try {
            api.get("/nodes")
                    .forEach(node -> known.put(
                            node.path("id").asInt(),
                            new Known(Json.text(node, "name"), Json.texts(node.path("roles")))));
        } catch (Failure e) {
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
        }
        return new NodeNames(Map.copyOf(known));
    }

    public String name(int id) {
        Known known = byId.get(id);
        return known == null || known.name().isEmpty() ? "node " + id : known.name();
    }

    /** Empty if it is not known. */
    public List<String> roles(int id) {
        Known known = byId.get(id);
        return known == null ? List.of() : known.roles();
    }

    /** @param node its id or its name */
    public int id(String node) {
        if (node.matches("\\d{1,9}")) {
            return Integer.parseInt(node);
        }
        return byId.entrySet().stream()
                .filter(known -> known.getValue().name().equals(node))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE, "There is no node '" + node + "'.", "'octane nodes' shows which there are."));
    }
}
