package org.octane.cli.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What follows the name of a stage's command: single ids, and one list of them at most. */
record StageArguments(List<String> names) {

    private static final Map<String, String> LABELS =
            Map.of("cluster", "ENV", "servers", "[NODE…]", "nodes", "NODE…", "seed", "SEED");

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "cluster", "the cluster to upgrade",
            "servers", "spare servers that become the seed's controllers",
            "nodes", "nodes of the cluster to upgrade",
            "seed", "its seed");

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean names(String argument) {
        return names.contains(argument);
    }

    String label() {
        return names.stream().map(LABELS::get).collect(Collectors.joining(" "));
    }

    String description() {
        String all = names.stream().map(DESCRIPTIONS::get).collect(Collectors.joining(", then "));
        return Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    /** Of what follows the name; the cluster may be given as an option instead. */
    String arity() {
        int least = names("cluster") ? least() - 1 : least();
        return hasList() ? least + "..*" : least + ".." + least();
    }

    /** How many ids there have to be. */
    int least() {
        return names.size() - (names("servers") ? 1 : 0);
    }

    /** How many ids there can be; a list has no end. */
    int atMost() {
        return hasList() ? Integer.MAX_VALUE : names.size();
    }

    int one(String name, List<Integer> ids) {
        int place = names.indexOf(name);
        boolean afterList = names.subList(0, place).stream().anyMatch(StageArguments::isList);
        return ids.get(afterList ? ids.size() - names.size() + place : place);
    }

    List<Integer> list(String name, List<Integer> ids) {
        if (!names(name)) {
            return List.of();
        }
        int place = names.indexOf(name);
        return ids.subList(place, ids.size() - names.size() + place + 1);
    }

    private boolean hasList() {
        return names.stream().anyMatch(StageArguments::isList);
    }

    private static boolean isList(String name) {
        return name.equals("servers") || name.equals("nodes");
    }
}
