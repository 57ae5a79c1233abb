package org.octane.step.beans;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.Nailgun;
import org.octane.node.NodeFiles;
import org.octane.step.approval.Approval;
import org.octane.step.approval.Turn;
import org.octane.step.cleanupenv.CloseRelation;
import org.octane.step.facts.CloudFacts;
import org.octane.step.facts.OnSeedController;
import org.octane.step.inplace.BeginVersions;
import org.octane.step.inplace.CloseVersions;
import org.octane.step.inplace.MoveVersion;
import org.octane.step.inplace.SwitchVersions;
import org.octane.step.updatenodes.BeginUpdate;
import org.octane.step.updatenodes.FinishUpdate;
import org.octane.step.upgradedb.CopyToSeed;
import org.octane.step.upgradeenv.AssignControllers;
import org.octane.step.upgradeenv.CloneEnvironment;
import org.octane.step.upgradeenv.CompareSettings;
import org.octane.step.upgradeenv.CopyVips;
import org.octane.step.upgradenode.KeepPartition;
import org.octane.step.upgradenode.Reassign;

/** The beans that steps call, by name. */
public final class StepBeans {

    private final Map<String, Object> beans = new HashMap<>();

    /**
     * @param clock that windows go by
     * @param messagesGrace how long old queues may be emptied before they are dropped
     */
    public StepBeans(Nailgun nailgun, ClusterFacts clusters, NodeFiles files, Clock clock, Duration messagesGrace) {
        var facts = new CloudFacts(clusters, messagesGrace);
        var seeds = nailgun.seeds();
        var moves = nailgun.moves();
        beans.put("approval", new Approval());
        beans.put("turn", new Turn(clock));
        beans.put("facts", facts);
        beans.put("onSeedController", new OnSeedController(clusters));
        beans.put("copyToSeed", new CopyToSeed(files, facts::firstOriginalController));
        beans.put("cloneEnvironment", new CloneEnvironment(seeds));
        beans.put("assignControllers", new AssignControllers(moves));
        beans.put("copyVips", new CopyVips(seeds));
        beans.put("compareSettings", new CompareSettings(seeds));
        beans.put("keepOsdPartition", KeepPartition.ofOsds(moves));
        beans.put("keepVmPartition", KeepPartition.ofVms(moves));
        beans.put("keepCinderPartition", KeepPartition.ofCinder(moves));
        beans.put("keepDatabasePartition", KeepPartition.ofDatabases(moves));
        beans.put("keepImagePartition", KeepPartition.ofImages(moves));
        beans.put("keepDataPartitions", KeepPartition.ofAllData(moves));
        beans.put("reassign", new Reassign(moves));
        beans.put("beginVersions", new BeginVersions(nailgun.versions()));
        beans.put("moveVersion", new MoveVersion(nailgun.versions()));
        beans.put("switchVersions", new SwitchVersions(nailgun.versions()));
        beans.put("closeVersions", new CloseVersions(nailgun.versions()));
        beans.put("closeRelation", new CloseRelation(seeds));
        beans.put("beginUpdate", new BeginUpdate(nailgun.updates()));
        beans.put("finishUpdate", new FinishUpdate(nailgun.updates()));
    }

    public Map<String, Object> beans() {
        return Map.copyOf(beans);
    }
}
