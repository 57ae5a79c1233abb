package org.octane.nailgun;

import java.util.Map;
import org.octane.nailgun.admin.Administration;
import org.octane.nailgun.admin.ReleaseSources;
import org.octane.nailgun.assign.SameRolesRule;
import org.octane.nailgun.model.FuelMaster;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.read.ApiAnswers;
import org.octane.nailgun.read.MasterVersion;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.nailgun.version.VersionAnswers;
import org.octane.sql.Database;

/** {@link Nailgun}, which others use, and the parts of this package that its own routes call. */
public final class NailgunBeans {

    private final Nailgun nailgun;
    private final Map<String, Object> beans;

    /** @param domain DNS domain of the nodes, as the Fuel master has it */
    public NailgunBeans(Database database, Database octane, String domain) {
        this(database, octane, new FuelMaster(domain, FuelMaster.USUAL_GROUPS), PluginSettings.NONE);
    }

    /**
     * @param database Nailgun's, bound as {@code nailgun} for the queries in routes
     * @param octane Octane's own database, with the schema {@code octane}
     * @param plugins are asked when a cluster is to reach another release
     */
    public NailgunBeans(Database database, Database octane, FuelMaster master, PluginSettings plugins) {
        NailgunSchema.ensure(database.source());
        nailgun = new Nailgun(database, octane, plugins);
        var sql = database.sql();
        var rows = new Rows(sql);
        var tables = Tables.of(database, octane);
        beans = Map.of(
                "nailgun", database.source(),
                "nailgunApi", new NailgunApi(nailgun, new SameRolesRule(sql, rows), new MasterVersion(master, rows)),
                "nailgunAdministration", new Administration(database, octane, plugins),
                "nailgunVersions", new VersionAnswers(tables, database.transaction()),
                "nailgunAnswers",
                        new ApiAnswers(nailgun::closedOriginal, master, new ReleaseSources(sql, rows)::addTo, rows));
    }

    public Nailgun nailgun() {
        return nailgun;
    }

    /** What routes call, by name. */
    public Map<String, Object> beans() {
        return beans;
    }
}
