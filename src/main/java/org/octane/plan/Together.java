package org.octane.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;

/**
 * Cuts the nodes of roles that go together into batches of which one at a time is away from the cloud: the first batch has the first nodes
 * of each role, the second one the next of each, and so on. A node that has several of the roles goes as one of the first of them, and
 * counts for each.
 *
 * @param roles in the order in which a node of several goes
 */
record Together(List<Role> roles) {

    /**
     * One of the roles.
     *
     * @param nodes that go as those of this role, in their order; may be none
     * @param begun how many batches of it have begun already
     */
    record Role(String name, Batching batching, List<Cloud.Node> nodes, int begun) {}

    /**
     * The nodes of a role in a batch.
     *
     * @param number how many batches of the role come before it
     */
    record Share(Role role, int number, List<Cloud.Node> nodes) {

        boolean isCanary() {
            return number == 0 && role.batching().canary() > 0;
        }
    }

    /** For each batch a share of each role of which nodes are left. */
    List<List<Share>> batches() {
        var left = roles.stream().map(role -> new ArrayDeque<>(role.nodes())).toList();
        var numbers = new HashMap<String, Integer>();
        var batches = new ArrayList<List<Share>>();
        while (left.stream().anyMatch(nodes -> !nodes.isEmpty())) {
            var batch = new ArrayList<Share>();
            var away = new ArrayList<Cloud.Node>();
            for (int i = 0; i < roles.size(); i++) {
                var role = roles.get(i);
                int number = numbers.getOrDefault(role.name(), role.begun());
                var nodes = taken(left.get(i), role.batching().size(number), away);
                if (!nodes.isEmpty()) {
                    batch.add(new Share(role, number, nodes));
                    numbers.put(role.name(), number + 1);
                }
            }
            batches.add(List.copyOf(batch));
        }
        return batches;
    }

    private List<Cloud.Node> taken(Deque<Cloud.Node> left, int most, List<Cloud.Node> away) {
        var taken = new ArrayList<Cloud.Node>();
        while (!left.isEmpty() && taken.size() < most && mayLeave(left.peek(), away)) {
            taken.add(left.peek());
            away.add(left.poll());
        }
        return List.copyOf(taken);
    }

    private boolean mayLeave(Cloud.Node node, List<Cloud.Node> away) {
        return roles.stream()
                .filter(role -> node.has(role.name()))
                .allMatch(role ->
                        away.stream().filter(other -> other.has(role.name())).count()
                                < role.batching().atOnce());
    }
}
