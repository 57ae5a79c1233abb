package org.octane.preflight;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.octane.plan.Cloud;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.step.StepCall;

/** What a pre-flight is about: a cloud, and what is planned for it. */
record Subject(Cloud cloud, Plan plan, PlanOptions options) {

    private static final Set<String> MASTER_ONLY = Set.of("prepare", "cleanup-fuel");

    boolean runs(String... stages) {
        return stages().anyMatch(stage -> Arrays.asList(stages).contains(stage));
    }

    Standing standing() {
        return stages().filter(stage -> !MASTER_ONLY.contains(stage))
                .findFirst()
                .map(Standing::before)
                .orElse(Standing.MASTER);
    }

    /** The original, and the seed if there is one. */
    List<Integer> clusters() {
        return Stream.of(cloud.original(), cloud.seed())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Controllers of the cluster that serves the cloud now. */
    List<Cloud.Node> controllers() {
        return standing() == Standing.SEED ? cloud.seed("controller") : cloud.original("controller");
    }

    /** The first of them. @throws Refusal if there is none */
    int controller() {
        return first(controllers());
    }

    int originalController() {
        return first(cloud.original("controller"));
    }

    /** Controllers that a step of the plan concerns. */
    List<Cloud.Node> deployedControllers() {
        return members().stream()
                .filter(node -> node.has("controller") && node.status().equals("ready"))
                .toList();
    }

    private static int first(List<Cloud.Node> controllers) {
        return controllers.stream()
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT, "There is no controller to ask."))
                .id();
    }

    /** Servers that become the seed's controllers; empty if it has them. */
    List<Cloud.Node> servers() {
        var planned = nodesOf("assign-controllers");
        return cloud.spares().stream()
                .filter(node -> planned.contains(node.id()))
                .toList();
    }

    /** Nodes of the original and of a seed that is there, among all that a step of the plan concerns. */
    List<Cloud.Node> members() {
        var concerned = steps().flatMap(step -> step.nodes().stream()).toList();
        boolean seedToo = !runs("upgrade-env");
        return cloud.nodes().stream()
                .filter(node -> concerned.contains(node.id()))
                .filter(node -> seedToo || node.cluster() == cloud.original())
                .toList();
    }

    /** Nodes that have an operating system of their own, among all that a step of the plan concerns; the master too. */
    List<Integer> installed() {
        var concerned = steps().flatMap(step -> step.nodes().stream()).distinct();
        var members = new TreeSet<Integer>();
        members.add(StepCall.MASTER);
        cloud.nodes().stream()
                .filter(node -> !node.status().equals("discover"))
                .map(Cloud.Node::id)
                .forEach(members::add);
        return concerned.filter(members::contains).sorted().toList();
    }

    /** Host names of the computes that are emptied, batch by batch. */
    List<List<String>> evacuated() {
        return groups().map(group -> names(group.steps().stream()
                        .filter(step -> step.name().equals("evacuate"))
                        .flatMap(step -> step.nodes().stream())
                        .toList()))
                .filter(batch -> !batch.isEmpty())
                .toList();
    }

    /** Batches of OSD nodes that are away at the same time, by host name. */
    List<List<String>> stoppedOsdNodes() {
        return groups().map(group -> names(group.steps().stream()
                        .filter(step -> step.name().equals("release-osds"))
                        .flatMap(step -> step.nodes().stream())
                        .toList()))
                .filter(batch -> !batch.isEmpty())
                .toList();
    }

    /** {@code node-4}, or the Fuel master. */
    String name(int node) {
        return node == StepCall.MASTER
                ? "the Fuel master"
                : names(List.of(node)).get(0);
    }

    private List<String> names(List<Integer> nodes) {
        return nodes.stream()
                .map(id -> cloud.nodes().stream()
                        .filter(node -> node.id() == id)
                        .map(Cloud.Node::hostname)
                        .findFirst()
                        .orElse("node-" + id))
                .toList();
    }

    private List<Integer> nodesOf(String name) {
        return steps().filter(step -> step.name().equals(name))
                .flatMap(step -> step.nodes().stream())
                .toList();
    }

    private Stream<String> stages() {
        return plan.stages().stream().map(Plan.Stage::name);
    }

    private Stream<Plan.Group> groups() {
        return plan.stages().stream().flatMap(stage -> stage.groups().stream());
    }

    Stream<Plan.Step> steps() {
        return groups().flatMap(group -> group.steps().stream());
    }
}
