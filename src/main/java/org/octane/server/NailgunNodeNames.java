package org.octane.server;

import java.util.HashMap;
import java.util.List;
import org.octane.engine.settle.NodeNames;
import org.octane.nailgun.NodeDirectory;
import org.octane.step.StepCall;
import org.springframework.dao.DataAccessException;

/** Hostnames as the Nailgun database has them, which are what operators type. */
record NailgunNodeNames(NodeDirectory nailgun) implements NodeNames {

    private static final String MASTER = "the Fuel master";

    @Override
    public List<String> of(List<Integer> nodes) {
        var names = new HashMap<Integer, String>();
        try {
            names.putAll(nailgun.hostnames(nodes));
        } catch (DataAccessException e) {
            // That it can't be asked may be the very thing that is to be told of.
            names.clear();
        }
        names.put(StepCall.MASTER, MASTER);
        return nodes.stream().map(id -> names.getOrDefault(id, "node-" + id)).toList();
    }
}
