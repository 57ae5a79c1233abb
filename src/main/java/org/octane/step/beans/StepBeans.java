package org.octane.step.beans;

import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.octane.nailgun.Nailgun;
import org.octane.node.NodeFiles;
import org.octane.step.cleanupenv.CloseRelation;
import org.octane.step.facts.AtController;
import org.octane.step.facts.CloudFacts;
import org.octane.step.facts.CloudRows;
import org.octane.step.upgradedb.CopyToSeed;
import org.octane.step.upgradeenv.AssignControllers;
import org.octane.step.upgradeenv.CloneEnvironment;
import org.octane.step.upgradeenv.CompareSettings;
import org.octane.step.upgradeenv.CopyVips;
import org.octane.step.upgradenode.KeepPartition;
import org.octane.step.upgradenode.Reassign;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Puts what the routes of steps call where they find it. */
public final class StepBeans {

    private StepBeans() {}

    /**
     * To be called after {@code NodeBeans.bind}, whose {@code nodeFiles} it takes, and {@code NailgunBeans.bind}, whose
     * {@code nailgunDomain}.
     */
    public static void bind(Main main, DataSource nailgun) {
        var rows = new CloudRows(new NamedParameterJdbcTemplate(nailgun));
        var facts = new CloudFacts(rows);
        main.bind("facts", facts);
        main.bind("atController", new AtController(rows));
        main.bind(
                "copyToSeed",
                new CopyToSeed(main.lookup("nodeFiles", NodeFiles.class), facts::firstOriginalController));
        onNailgun(main, main.lookup("nailgunDomain", Nailgun.class));
    }

    private static void onNailgun(Main main, Nailgun nailgun) {
        main.bind("cloneEnvironment", new CloneEnvironment(nailgun));
        main.bind("assignControllers", new AssignControllers(nailgun));
        main.bind("copyVips", new CopyVips(nailgun));
        main.bind("compareSettings", new CompareSettings(nailgun));
        main.bind("keepOsdPartition", KeepPartition.ofOsds(nailgun));
        main.bind("keepVmPartition", KeepPartition.ofVms(nailgun));
        main.bind("keepCinderPartition", KeepPartition.ofCinder(nailgun));
        main.bind("reassign", new Reassign(nailgun));
        main.bind("closeRelation", new CloseRelation(nailgun));
    }
}
