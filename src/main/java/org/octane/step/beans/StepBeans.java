package org.octane.step.beans;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
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

/** The beans that steps call, by name. */
public final class StepBeans {

    private final Map<String, Object> beans = new HashMap<>();

    public StepBeans(DataSource database, Nailgun nailgun, NodeFiles files) {
        var rows = new CloudRows(new NamedParameterJdbcTemplate(database));
        var facts = new CloudFacts(rows);
        beans.put("facts", facts);
        beans.put("atController", new AtController(rows));
        beans.put("copyToSeed", new CopyToSeed(files, facts::firstOriginalController));
        beans.put("cloneEnvironment", new CloneEnvironment(nailgun));
        beans.put("assignControllers", new AssignControllers(nailgun));
        beans.put("copyVips", new CopyVips(nailgun));
        beans.put("compareSettings", new CompareSettings(nailgun));
        beans.put("keepOsdPartition", KeepPartition.ofOsds(nailgun));
        beans.put("keepVmPartition", KeepPartition.ofVms(nailgun));
        beans.put("keepCinderPartition", KeepPartition.ofCinder(nailgun));
        beans.put("reassign", new Reassign(nailgun));
        beans.put("closeRelation", new CloseRelation(nailgun));
    }

    public Map<String, Object> beans() {
        return Map.copyOf(beans);
    }
}
