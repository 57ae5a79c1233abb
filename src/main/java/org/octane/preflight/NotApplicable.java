package org.octane.preflight;

import java.util.List;
import org.octane.plan.catalogue.ServingSide;

/** Why a check has nothing to look at, or null. */
public final class NotApplicable {

    private static final String MASTER = "Only the Fuel master is concerned.";

    private NotApplicable() {}

    /** Unless a cluster is concerned. */
    public static String withoutCluster(PlannedUpgrade upgrade) {
        return upgrade.serving() == ServingSide.NO_CLUSTER ? MASTER : null;
    }

    /** Unless Ceph answers. */
    public static String withoutCeph(PlannedUpgrade upgrade) {
        if (upgrade.cloud().nodes().stream().noneMatch(node -> node.has("ceph-osd"))) {
            return "The cloud has no OSD nodes.";
        }
        return upgrade.serving() == ServingSide.SWITCHING ? "Ceph's monitors are on their way to the seed." : null;
    }

    /** Unless nova answers and a compute is emptied. */
    public static String withoutNova(PlannedUpgrade upgrade) {
        if (upgrade.evacuated().isEmpty()) {
            return "No compute is emptied.";
        }
        return upgrade.serving() == ServingSide.MAINTENANCE || upgrade.serving() == ServingSide.SWITCHING
                ? "The APIs are closed since the databases moved; each compute is looked at again before it is emptied."
                : null;
    }

    /** Unless no planned stage is the way out of what the check would find. */
    static String whereCured(PlannedUpgrade upgrade, String check) {
        return upgrade.plan().stages().stream()
                .filter(stage -> stage.definition().cures().contains(check))
                .findFirst()
                .map(stage -> "The stage " + stage.name() + " is the way out of what it would find.")
                .orElse(null);
    }

    /** Unless one of the stages is planned that the check belongs to, or it belongs to all. */
    public static String withoutStage(PlannedUpgrade upgrade, List<String> stages) {
        return stages.isEmpty() || upgrade.stages().anyMatch(stages::contains)
                ? null
                : "The plan has no stage " + String.join(" or ", stages) + ".";
    }
}
