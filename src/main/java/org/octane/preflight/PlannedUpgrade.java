package org.octane.preflight;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.plan.Cloud;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.ServingSide;
import org.octane.step.StepCall;

/** What a pre-flight is about: a cloud, and what is planned for it. */
public record PlannedUpgrade(Cloud cloud, Plan plan, PlanOptions options) {

    private static final Set<String> MAKERS = Set.of("dump-databases", "pack-monitor-store");

    /** Who answers for the cloud before the first stage of it that is planned. */
    public ServingSide serving() {
        return plan.stages().stream()
                .filter(stage -> !stage.ofMaster())
                .findFirst()
                .map(Plan.Stage::before)
                .orElse(ServingSide.NO_CLUSTER);
    }

    /** A planned stage that makes so what the check looks for. */
    public Optional<String> stageThatEnables(String check) {
        return plan.stages().stream()
                .filter(stage -> stage.definition().enables().contains(check))
                .map(Plan.Stage::name)
                .findFirst();
    }

    /** What planned stages say that the check shall look at. */
    public Set<String> subjectsOf(String check) {
        return plan.stages().stream()
                .flatMap(stage -> stage.definition().checks().stream())
                .filter(belongs -> belongs.name().equals(check) && belongs.subject() != null)
                .map(org.octane.plan.catalogue.StageCheck::subject)
                .collect(Collectors.toSet());
    }

    /** The original, and the seed if there is one. */
    public List<Integer> clusters() {
        return Stream.of(cloud.original(), cloud.seed())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Controllers of the cluster that serves the cloud now. */
    List<Cloud.Node> controllers() {
        if (serving() != ServingSide.SEED) {
            return cloud.original("controller");
        }
        return cloud.seed() != null
                ? cloud.seed("controller")
                : cloud.original("controller").stream()
                        .filter(node -> cloud.moved().contains(node.id()))
                        .toList();
    }

    /** There is none, and none is made: nodes get what they get in their cluster. */
    public boolean isWithoutSeed() {
        return cloud.seed() == null
                && plan.stages().stream().noneMatch(stage -> stage.definition().makesSeed());
    }

    /** The first of them. @throws Refusal if there is none */
    public int controller() {
        return first(controllers());
    }

    /** The one of the original's on which dump and archive are made, or the first. */
    public int originalController() {
        return steps().filter(step -> MAKERS.contains(step.name()))
                .map(step -> step.nodes().get(0))
                .findFirst()
                .orElseGet(() -> first(cloud.original("controller")));
    }

    /** Controllers that a step of the plan concerns. */
    public List<Cloud.Node> deployedControllers() {
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
    public List<Cloud.Node> servers() {
        var planned = steps().flatMap(step -> step.nodes().stream()).collect(Collectors.toSet());
        return cloud.spares().stream()
                .filter(node -> planned.contains(node.id()))
                .toList();
    }

    /** Nodes of the original and of a seed that is there, among all that a step of the plan concerns. */
    public List<Cloud.Node> members() {
        var concerned = steps().flatMap(step -> step.nodes().stream()).toList();
        boolean seedToo =
                plan.stages().stream().noneMatch(stage -> stage.definition().makesSeed());
        return cloud.nodes().stream()
                .filter(node -> concerned.contains(node.id()))
                .filter(node -> seedToo || node.cluster() == cloud.original())
                .toList();
    }

    /** Ids of the nodes that move batch by batch. */
    public Set<Integer> inBatches() {
        return plan.stages().stream()
                .flatMap(stage -> stage.batches().stream())
                .flatMap(batch -> batch.nodes().stream())
                .collect(Collectors.toSet());
    }

    /** Nodes that have an operating system of their own, among all that a step of the plan concerns; the master too. */
    public List<Integer> installed() {
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
    public List<List<String>> evacuated() {
        return drained("compute");
    }

    /** The same, with what may be set aside by then. */
    public List<Emptied> emptied() {
        return plan.stages().stream()
                .flatMap(stage -> stage.groups().stream().flatMap(group -> emptied(stage, group).stream()))
                .toList();
    }

    private Optional<Emptied> emptied(Plan.Stage stage, Plan.Group group) {
        var hosts = drained("compute", group);
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        var before = batchesBefore(stage, group.unit()).stream()
                .filter(batch -> batch.failures() > 0)
                .collect(Collectors.groupingBy(Plan.Batch::role, TreeMap::new, Collectors.toList()));
        return Optional.of(
                new Emptied(hosts, before.values().stream().map(this::former).toList()));
    }

    /** @param batches of one role */
    private Emptied.Former former(List<Plan.Batch> batches) {
        var nodes = batches.stream().flatMap(batch -> batch.nodes().stream()).toList();
        return new Emptied.Former(
                names(nodes), Math.min(nodes.size(), batches.get(0).failures()));
    }

    /**
     * What comes after batches that go together, of one role or of several, waits for those of them that were set aside; a canary has to be
     * through.
     */
    private static List<Plan.Batch> batchesBefore(Plan.Stage stage, Integer unit) {
        var row = stage.batches().stream()
                .filter(batch -> Integer.valueOf(batch.unit()).equals(unit))
                .map(PlannedUpgrade::row)
                .findFirst();
        return stage.batches().stream()
                .filter(batch -> row.filter(row(batch)::equals).isPresent() && batch.unit() < unit && !batch.canary())
                .toList();
    }

    private static String row(Plan.Batch batch) {
        return batch.row() == null ? batch.role() : batch.row();
    }

    /** Batches of OSD nodes that are away at the same time, by host name. */
    public List<List<String>> stoppedOsdNodes() {
        return drained("ceph-osd");
    }

    private List<List<String>> drained(String role) {
        return groups().map(group -> drained(role, group))
                .filter(batch -> !batch.isEmpty())
                .toList();
    }

    private List<String> drained(String role, Plan.Group group) {
        return names(group.steps().stream()
                .filter(step -> role.equals(step.drains()))
                .flatMap(step -> step.nodes().stream())
                .toList());
    }

    /** {@code node-4}, or the Fuel master. */
    public String name(int node) {
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

    Stream<String> stages() {
        return plan.stages().stream().map(Plan.Stage::name);
    }

    private Stream<Plan.Group> groups() {
        return plan.stages().stream().flatMap(stage -> stage.groups().stream());
    }

    public Stream<Plan.Step> steps() {
        return groups().flatMap(group -> group.steps().stream());
    }
}
