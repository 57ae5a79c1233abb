package org.octane.plan;

import java.util.List;
import java.util.stream.IntStream;

/** A cloud of Juno that goes to Kilo, of whatever nodes. */
public final class JunoCloud {

    private JunoCloud() {}

    public static Cloud of(List<Cloud.Node> nodes, List<Cloud.Node> spares) {
        return new Cloud(
                1,
                "prod",
                new Cloud.Release(2, "Juno", "2014.2.2-6.1", "Ubuntu"),
                new Cloud.Release(4, "Kilo", "2015.1.0-7.0", "Ubuntu"),
                null,
                nodes,
                spares);
    }

    /** Servers 10 to 13. */
    static List<Cloud.Node> spares() {
        return IntStream.rangeClosed(10, 13)
                .mapToObj(id -> new Cloud.Node(id, "node-" + id, null, List.of(), "discover", true))
                .toList();
    }
}
