package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Calls and messages that were recorded one after the other, on one database. */
record OracleFlow(List<OracleLine> steps) {

    /** All of all files whose names match. */
    static Stream<OracleFlow> of(String fileName) {
        var flows = new LinkedHashMap<String, List<OracleLine>>();
        OracleLine.of(fileName)
                .forEach(line -> flows.computeIfAbsent(line.file() + line.scenario(), name -> new ArrayList<>())
                        .add(line));
        return flows.values().stream().map(OracleFlow::new);
    }

    /** The first step has the start state, and what was done to it. */
    OracleLine start() {
        return steps.get(0);
    }

    /** Such as {@code 7.0}. */
    String version() {
        return start().version();
    }

    List<JsonNode> recorded() {
        return steps.stream().map(OracleLine::content).toList();
    }

    @Override
    public String toString() {
        return start().file().replaceAll("\\.jsonl\\.gz$", "") + " " + start().scenario();
    }
}
