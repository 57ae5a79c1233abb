package org.octane.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which nodes Astute had taken from the cloud and not yet given back, at each line of its journal: from the beginning of an
 * installation or a deployment until a deployment ended well, however often it was begun in between.
 *
 * @param tasks {@code begins|ends|fails METHOD TASK NODES}
 * @param roles what each node is there for, by its number
 */
record InHand(List<String> tasks, Map<Integer, List<String>> roles) {

    private static final String DEPLOYMENT = "deploy";
    private static final int WORDS = 4;

    /** A sentence for each instant at which more nodes of a role were away than may be. */
    List<String> wrong(Map<String, Integer> limits) {
        var wrong = new ArrayList<String>();
        var away = new TreeSet<Integer>();
        int seen = 0;
        for (var line : tasks) {
            var words = line.split(" ", WORDS);
            if (words.length < WORDS || words[WORDS - 1].isBlank()) {
                continue;
            }
            var nodes = List.of(words[WORDS - 1].strip().split(" ")).stream()
                    .map(Integer::valueOf)
                    .toList();
            if (words[0].equals("begins") && takesAway(words[1])) {
                seen++;
                away.addAll(nodes);
                limits.forEach((role, limit) -> {
                    long of = away.stream()
                            .filter(node -> roles.getOrDefault(node, List.of()).contains(role))
                            .count();
                    if (of > limit) {
                        wrong.add(of + " nodes of role " + role + " of " + away
                                + " were in Astute's hands at once, where " + limit + " may be");
                    }
                });
            } else if (words[0].equals("ends") && words[1].contains(DEPLOYMENT)) {
                nodes.forEach(away::remove);
            }
        }
        if (seen == 0) {
            wrong.add("Astute was cast nothing that takes a node away");
        }
        return wrong;
    }

    private static boolean takesAway(String method) {
        return method.contains("provision") || method.contains(DEPLOYMENT);
    }
}
