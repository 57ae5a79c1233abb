package org.octane.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is really so in the simulated cloud, read from its files and without Octane. */
public record CloudOnDisk(Path world) {

    public static final String MASTER = "master";

    /** All nodes, the Fuel master last. */
    List<String> nodes() {
        return Stream.concat(IntStream.rangeClosed(1, 12).mapToObj(String::valueOf), Stream.of(MASTER))
                .toList();
    }

    /** Those of them that a cluster has. */
    List<String> members(int environment) {
        return nodes().stream()
                .filter(node -> lines(sim(node).resolve("env")).contains(Integer.toString(environment)))
                .toList();
    }

    List<String> controllers(int environment) {
        return names(world.resolve("cloud/env/" + environment + "/controllers"));
    }

    public Path root(String node) {
        return world.resolve("nodes/" + node + "/root");
    }

    Path sim(String node) {
        return world.resolve("nodes/" + node + "/sim");
    }

    /** Names of the files in a folder; none: there is no such folder. */
    List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commands that changed something on a node: {@code program arguments}. */
    public List<String> journal(String node) {
        return journal(sim(node).resolve("journal"));
    }

    /** What Astute had in hand: {@code begins|ends|fails method task nodes}. */
    public List<String> tasks() {
        return journal(world.resolve("astute/journal"));
    }

    private List<String> journal(Path file) {
        return lines(file).stream()
                .map(line -> line.substring(line.indexOf('\t') + 1).replace('\t', ' '))
                .toList();
    }

    /** Rows of an environment's databases by {@code database/table}. */
    SortedMap<String, List<String>> rows(int environment) {
        return rows(Integer.toString(environment));
    }

    /** @param environment also {@code 1@2015.1.0-7.0}, that of nodes that have another release than the others of cluster 1 */
    SortedMap<String, List<String>> rows(String environment) {
        var databases = world.resolve("cloud/env/" + environment + "/db");
        var rows = new TreeMap<String, List<String>>();
        for (var file : files(databases, path -> path.toString().endsWith(".rows"))) {
            var table = databases.relativize(file).toString();
            rows.put(table.substring(0, table.length() - ".rows".length()), lines(file));
        }
        return rows;
    }

    /** {@code running node-4} by VM. */
    Map<String, String> vms() {
        var folder = world.resolve("cloud/vms");
        return names(folder).stream().collect(Collectors.toMap(vm -> vm, vm -> lines(folder.resolve(vm))
                .get(0)));
    }

    /** A monitor's store, wherever it is on that node. */
    Path monitor(String node) {
        return root(node).resolve("var/lib/ceph/mon/ceph-node-" + node + "/store.db");
    }

    /** Every regular file below a folder that is meant, sorted. */
    public List<Path> files(Path folder, Predicate<Path> meant) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(meant).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Contents of the files of a node's root by their path, without those below the given folders. */
    SortedMap<String, Integer> contents(String node, String... without) {
        var root = root(node);
        var contents = new TreeMap<String, Integer>();
        for (var file : files(root, path -> Arrays.stream(without)
                .noneMatch(folder -> root.relativize(path).startsWith(folder)))) {
            try {
                contents.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }
}
