package org.octane.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.engine.settle.NodeNames;
import org.octane.step.StepCall;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Hostnames as the Nailgun database has them, which are what operators type. */
record NailgunNodeNames(NamedParameterJdbcTemplate nailgun) implements NodeNames {

    private static final String MASTER = "the Fuel master";

    @Override
    public List<String> of(List<Integer> nodes) {
        var names = new HashMap<Integer, String>();
        try {
            if (!nodes.isEmpty()) {
                nailgun.query(
                        "SELECT id, hostname FROM nodes WHERE id IN (:nodes) AND hostname <> ''",
                        Map.of("nodes", nodes),
                        row -> {
                            names.put(row.getInt(1), row.getString(2));
                        });
            }
        } catch (DataAccessException e) {
            // That it can't be asked may be the very thing that is to be told of.
            names.clear();
        }
        names.put(StepCall.MASTER, MASTER);
        return nodes.stream().map(id -> names.getOrDefault(id, "node-" + id)).toList();
    }
}
