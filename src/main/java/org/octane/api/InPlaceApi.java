package org.octane.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.octane.engine.create.UpgradeRequest;
import org.octane.engine.create.Upgrades;
import org.octane.engine.operate.DeadSteps;
import org.octane.engine.operate.UpgradeLifecycle;
import org.octane.failure.Code;
import org.octane.json.Json;
import org.octane.nailgun.ClusterUpgrades;
import org.octane.plan.Refusal;

/**
 * Nailgun's calls that upgrade a cluster in place: its controllers, or nodes of other roles. Each is an upgrade of strategy {@code
 * in-place}, some stages of it. That of controllers which has failed goes on where it failed.
 */
public final class InPlaceApi {

    private static final int MOST_NODES = 1000;

    private final Upgrades upgrades;
    private final DeadSteps deadSteps;
    private final UpgradeLifecycle lifecycle;
    private final ClusterUpgrades nailgun;
    private final InPlaceTasks tasks;
    private final InPlaceStages stages;

    public InPlaceApi(
            Upgrades upgrades,
            DeadSteps deadSteps,
            UpgradeLifecycle lifecycle,
            ClusterUpgrades nailgun,
            InPlaceTasks tasks,
            InPlaceStages stages) {
        this.upgrades = upgrades;
        this.deadSteps = deadSteps;
        this.lifecycle = lifecycle;
        this.nailgun = nailgun;
        this.tasks = tasks;
        this.stages = stages;
    }

    /**
     * The upgrade is committed before Nailgun's rows: whoever dies in between leaves them to its first step and to the next look at
     * how far it is.
     *
     * @param nodes ids, with commas between or in several parameters; null: the cluster's controllers
     * @param body may be empty, and anything but an object, which is left alone as Nailgun does
     * @return id of Nailgun's task
     */
    public int start(@Header("cluster_id") int cluster, @Header("node") Object nodes, @Body Object body) {
        Map<?, ?> asked = body instanceof Map<?, ?> map ? map : Map.of();
        return nodes == null ? controllers(cluster, asked) : others(cluster, ids(nodes), asked);
    }

    private int controllers(int cluster, Map<?, ?> asked) {
        var failed = failed(cluster);
        if (failed.isPresent()) {
            if (ofNodes(failed.get())) {
                throw waits(failed.get());
            }
            deadSteps.retryAll(failed.get().id(), UpgradeApi.person(asked));
            return tasks.show(cluster);
        }
        nailgun.check(cluster);
        return begin(cluster, stages.ofControllers(nailgun.left(cluster).isEmpty()), List.of(), asked);
    }

    private int others(int cluster, List<Integer> nodes, Map<?, ?> asked) {
        failed(cluster).ifPresent(failed -> {
            throw waits(failed);
        });
        nailgun.check(cluster, nodes);
        return begin(cluster, stages.ofNodes(nodes.containsAll(nailgun.left(cluster))), nodes, asked);
    }

    private int begin(int cluster, List<String> stages, List<Integer> nodes, Map<?, ?> asked) {
        var person = UpgradeApi.person(asked);
        var upgrade = upgrades.create(new UpgradeRequest(
                cluster,
                null,
                null,
                null,
                UpgradeApi.options(
                        InPlaceStages.STRATEGY, List.of(), stages, nodes, UpgradeApi.map(asked.get("options"))),
                UpgradeApi.strings(asked.get("ignore")),
                person));
        try {
            return tasks.begin(cluster, nodes);
        } catch (Refusal meanwhile) {
            // Somebody else was faster in Nailgun, and is answered for; nothing was done yet.
            lifecycle.abort(Json.read(upgrade).path("id").longValue(), person);
            throw meanwhile;
        }
    }

    private Optional<Upgrades.Failed> failed(int cluster) {
        return nailgun.isStopped(cluster) ? upgrades.failed(cluster, InPlaceStages.STRATEGY) : Optional.empty();
    }

    private boolean ofNodes(Upgrades.Failed failed) {
        return tasks.progress(Json.read(failed.json())).nodes();
    }

    private static Refusal waits(Upgrades.Failed failed) {
        return Refusal.conflict(
                        "Upgrade %1$d has failed and waits; go on with it: octane retry %1$d".formatted(failed.id()))
                .as(Code.UPGRADE_WAITS);
    }

    /** Braces around a list say nothing. */
    private static List<Integer> ids(Object nodes) {
        var text = (nodes instanceof Collection<?> several
                        ? several.stream().map(Object::toString).collect(Collectors.joining(","))
                        : nodes.toString())
                .replaceAll("[{}\\[\\]]", "");
        var parts = text.split(",", MOST_NODES);
        if (text.isBlank()
                || !Arrays.stream(parts)
                        .allMatch(part -> part.isBlank() || part.strip().matches("\\d{1,9}"))) {
            throw Refusal.invalid("'%s' are no ids of nodes with commas between.".formatted(nodes));
        }
        var ids = Arrays.stream(parts)
                .filter(part -> !part.isBlank())
                .map(part -> Integer.valueOf(part.strip()))
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            throw Refusal.invalid("'%s' names no node.".formatted(nodes));
        }
        return ids;
    }
}
