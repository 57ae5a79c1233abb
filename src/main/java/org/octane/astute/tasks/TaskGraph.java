package org.octane.astute.tasks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which task comes before which. Names and edges keep the order in which they were added, since the order of tasks that do not
 * depend on each other follows from it.
 */
final class TaskGraph {

    private final Map<String, Set<String>> successors = new LinkedHashMap<>();
    private final Map<String, Set<String>> predecessors = new LinkedHashMap<>();

    void add(String name) {
        successors.computeIfAbsent(name, n -> new LinkedHashSet<>());
        predecessors.computeIfAbsent(name, n -> new LinkedHashSet<>());
    }

    void edge(String before, String after) {
        add(before);
        add(after);
        successors.get(before).add(after);
        predecessors.get(after).add(before);
    }

    Set<String> names() {
        return successors.keySet();
    }

    /** Those that come directly before. */
    Set<String> predecessors(String name) {
        return predecessors.getOrDefault(name, Set.of());
    }

    /** A name and all that come before it, however many are between; each after all that lead to it. */
    List<String> upTo(String name) {
        return postOrder(name, reversed().successors);
    }

    /** A name and all that come after it; each after all that follow it. */
    List<String> from(String name) {
        return postOrder(name, successors);
    }

    /** Predecessors in the order of the names. */
    private TaskGraph reversed() {
        var reversed = new TaskGraph();
        names().forEach(reversed::add);
        successors.forEach((before, all) -> all.forEach(after -> reversed.edge(after, before)));
        return reversed;
    }

    /** These names, in this order, and the edges between them. */
    TaskGraph part(Collection<String> chosen) {
        var part = new TaskGraph();
        chosen.forEach(part::add);
        chosen.forEach(before -> successors.get(before).stream()
                .filter(part.successors::containsKey)
                .forEach(after -> part.edge(before, after)));
        return part;
    }

    private static List<String> postOrder(String start, Map<String, Set<String>> edges) {
        var order = new ArrayList<String>();
        var seen = new LinkedHashSet<>(List.of(start));
        var path = new ArrayDeque<String>(List.of(start));
        var open = new ArrayDeque<Iterator<String>>();
        open.push(edges.getOrDefault(start, Set.of()).iterator());
        while (!open.isEmpty()) {
            if (open.peek().hasNext()) {
                var next = open.peek().next();
                if (seen.add(next)) {
                    path.push(next);
                    open.push(edges.getOrDefault(next, Set.of()).iterator());
                }
            } else {
                open.pop();
                order.add(path.pop());
            }
        }
        return order;
    }

    /**
     * All names, none before one that leads to it. Where the graph leaves it open, as Nailgun's graph library orders: depth first,
     * the successor that was added last first, and reversed.
     *
     * @throws TaskFault tasks wait for each other
     */
    List<String> ordered() {
        var done = new LinkedHashSet<String>();
        var seen = new LinkedHashSet<String>();
        for (var start : names()) {
            var fringe = new ArrayDeque<String>(List.of(start));
            while (!fringe.isEmpty()) {
                var name = fringe.peek();
                if (done.contains(name)) {
                    fringe.pop();
                    continue;
                }
                seen.add(name);
                var open = successors.get(name).stream()
                        .filter(next -> !done.contains(next))
                        .toList();
                for (var next : open) {
                    if (seen.contains(next)) {
                        throw new TaskFault(
                                "Deployment tasks wait for each other: " + String.join(" → ", circle(next)));
                    }
                }
                open.forEach(fringe::push);
                if (open.isEmpty()) {
                    done.add(name);
                    fringe.pop();
                }
            }
        }
        var order = new ArrayList<>(done);
        Collections.reverse(order);
        return order;
    }

    /** From a task back to itself. */
    private List<String> circle(String name) {
        var came = new LinkedHashMap<String, String>();
        var open = new ArrayDeque<String>(List.of(name));
        while (!open.isEmpty()) {
            var at = open.poll();
            for (var next : successors.get(at)) {
                if (next.equals(name)) {
                    var circle = new ArrayDeque<String>(List.of(name));
                    for (var back = at; !back.equals(name); back = came.get(back)) {
                        circle.push(back);
                    }
                    circle.push(name);
                    return List.copyOf(circle);
                }
                if (came.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        return List.of(name);
    }
}
