package org.octane.step.beans;

import org.apache.camel.main.Main;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.Nailgun;
import org.octane.node.NodeFiles;
import org.octane.step.cleanupenv.CloseRelation;
import org.octane.step.facts.AtController;
import org.octane.step.facts.CloudFacts;
import org.octane.step.upgradedb.CopyToSeed;
import org.octane.step.upgradeenv.AssignControllers;
import org.octane.step.upgradeenv.CloneEnvironment;
import org.octane.step.upgradeenv.CompareSettings;
import org.octane.step.upgradeenv.CopyVips;
import org.octane.step.upgradenode.KeepPartition;
import org.octane.step.upgradenode.Reassign;

/** Puts what the routes of steps call where they find it. */
public final class StepBeans {

    private StepBeans() {}

    /**
     * To be called after {@code NodeBeans.bind}, whose {@code nodeFiles} it takes, and {@code NailgunBeans.bind}, whose
     * {@code nailgunDomain}.
     */
    public static void bind(Main main, ClusterFacts clusters) {
        var facts = new CloudFacts(clusters);
        main.bind("facts", facts);
        main.bind("atController", new AtController(clusters));
        main.bind(
                "copyToSeed",
                new CopyToSeed(main.lookup("nodeFiles", NodeFiles.class), facts::firstOriginalController));
        onNailgun(main, main.lookup("nailgunDomain", Nailgun.class));
    }

    private static void onNailgun(Main main, Nailgun nailgun) {
        var seeds = nailgun.seeds();
        var moves = nailgun.moves();
        main.bind("cloneEnvironment", new CloneEnvironment(seeds));
        main.bind("assignControllers", new AssignControllers(moves));
        main.bind("copyVips", new CopyVips(seeds));
        main.bind("compareSettings", new CompareSettings(seeds));
        main.bind("keepOsdPartition", KeepPartition.ofOsds(moves));
        main.bind("keepVmPartition", KeepPartition.ofVms(moves));
        main.bind("keepCinderPartition", KeepPartition.ofCinder(moves));
        main.bind("reassign", new Reassign(moves));
        main.bind("closeRelation", new CloseRelation(seeds));
    }
}
