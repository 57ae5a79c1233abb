package org.octane.nailgun;

import java.util.Map;
import org.octane.nailgun.admin.Administration;
import org.octane.nailgun.admin.OrchestratorData;
import org.octane.nailgun.assign.SameRoles;
import org.octane.nailgun.read.Answers;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.sql.Database;

/** {@link Nailgun}, which others use, and the parts of this package that its own routes call. */
public final class NailgunBeans {

    private final Nailgun nailgun;
    private final Map<String, Object> beans;

    /**
     * @param database Nailgun's, bound as {@code nailgun} for the queries in routes
     * @param octane Octane's own database, with the schema {@code octane}
     * @param domain DNS domain of the nodes, as the Fuel master has it
     */
    public NailgunBeans(Database database, Database octane, String domain) {
        NailgunSchema.ensure(database.source());
        nailgun = new Nailgun(database.source(), octane.source(), database.transactions());
        var sql = database.sql();
        var rows = new Rows(sql);
        beans = Map.of(
                "nailgun", database.source(),
                "nailgunApi", new NailgunApi(nailgun, new SameRoles(sql, rows)),
                "nailgunAdministration",
                        new Administration(database.source(), octane.source(), database.transactions()),
                "nailgunViews", new Answers(nailgun::closedOriginal, domain, new OrchestratorData(sql, rows)::addTo));
    }

    public Nailgun nailgun() {
        return nailgun;
    }

    /** What routes call, by name. */
    public Map<String, Object> beans() {
        return beans;
    }
}
