package org.octane.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.octane.engine.view.UpgradeViews;
import org.octane.json.Json;
import org.octane.nailgun.ClusterUpgrades;
import org.octane.nailgun.model.InPlaceProgress;
import org.octane.nailgun.model.InPlaceProgress.Part;
import org.octane.nailgun.model.InPlaceProgress.State;
import org.octane.plan.catalogue.InPlaceParts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has Nailgun show how far upgrades in place are, by what the engine says of them. */
public final class InPlaceTasks {

    private static final Logger log = LoggerFactory.getLogger(InPlaceTasks.class);

    private final UpgradeViews engine;
    private final ClusterUpgrades nailgun;
    private final Map<String, InPlaceParts> strategies;
    private final Set<Integer> cutOff = ConcurrentHashMap.newKeySet();

    /** @param strategies that work in place, by name */
    public InPlaceTasks(UpgradeViews engine, ClusterUpgrades nailgun, Map<String, InPlaceParts> strategies) {
        this.engine = engine;
        this.nailgun = nailgun;
        this.strategies = Map.copyOf(strategies);
    }

    /** Each upgrade of which Nailgun may not have heard the newest. */
    public void showAll() {
        var clusters = nailgun.clusters();
        cutOff.retainAll(clusters);
        for (int cluster : clusters) {
            try {
                show(cluster);
                endCutOff(cluster);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("cluster", cluster)
                        .addKeyValue("cause", e.getMessage())
                        .log("Nailgun is not told how far the upgrade is; it is tried again");
            }
        }
    }

    /** Shows it if the cluster is in upgrade in place. @return whether it is */
    public boolean isShown(int cluster) {
        boolean inUpgrade = nailgun.clusters().contains(cluster);
        if (inUpgrade) {
            show(cluster);
        }
        return inUpgrade;
    }

    /** @return id of Nailgun's task; null: there is none */
    Integer show(int cluster) {
        return nailgun.show(cluster, () -> newest(cluster));
    }

    /**
     * @param nodes empty: controllers
     * @return id of Nailgun's task
     */
    int begin(int cluster, Collection<Integer> nodes) {
        return nailgun.begin(cluster, nodes, () -> newest(cluster));
    }

    /** Only at a second look: a call that begins an upgrade commits the engine's part last. */
    private void endCutOff(int cluster) {
        var newest = newest(cluster);
        if (!nailgun.isCutOff(cluster, newest)) {
            cutOff.remove(cluster);
        } else if (!cutOff.add(cluster)) {
            nailgun.endCutOff(cluster, newest);
        }
    }

    private InPlaceProgress newest(int cluster) {
        return engine.newest(cluster, List.copyOf(strategies.keySet()))
                .map(Json::read)
                .map(this::progress)
                .orElse(null);
    }

    InPlaceProgress progress(JsonNode upgrade) {
        var parts = strategies.get(upgrade.path("strategy").asText());
        var stages = StreamSupport.stream(upgrade.path("stages").spliterator(), false)
                .filter(stage -> !isBack(stage) && stage.path("steps").intValue() > 0)
                .toList();
        var begin = named(stages, parts.begins());
        return new InPlaceProgress(
                "octane upgrade %d of %s"
                        .formatted(
                                upgrade.path("id").longValue(),
                                upgrade.path("created_at").asText()),
                upgrade.path("original_cluster_id").intValue(),
                named(stages, parts.controllers()).isEmpty(),
                begin.stream().anyMatch(stage -> Set.of("pending", "undone")
                        .contains(stage.path("status").asText())),
                state(upgrade),
                upgrade.path("message").textValue(),
                stages.stream().map(InPlaceTasks::part).toList());
    }

    private static List<JsonNode> named(List<JsonNode> stages, String name) {
        return stages.stream()
                .filter(stage -> stage.path("stage").asText().equals(name))
                .toList();
    }

    private static Part part(JsonNode stage) {
        return new Part(
                stage.path("stage").asText(),
                stage.path("title").asText(),
                stage.path("steps").intValue(),
                stage.path("done").intValue(),
                !stage.path("status").asText().equals("pending"),
                stage.path("status").asText().equals("dead"));
    }

    private static State state(JsonNode upgrade) {
        return switch (upgrade.path("status").asText()) {
            case "failed" -> goesBack(upgrade) ? State.FAILED_GOING_BACK : State.FAILED;
            case "succeeded" -> State.DONE;
            case "aborted" -> State.ABORTED;
            case "rolling-back" -> State.GOING_BACK;
            case "rolled-back" -> State.BACK;
            default -> State.RUNNING;
        };
    }

    private static boolean goesBack(JsonNode upgrade) {
        return StreamSupport.stream(upgrade.path("stages").spliterator(), false).anyMatch(InPlaceTasks::isBack);
    }

    private static boolean isBack(JsonNode stage) {
        return stage.path("stage").asText().startsWith("undo-");
    }
}
