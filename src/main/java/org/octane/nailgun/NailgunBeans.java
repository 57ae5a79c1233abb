package org.octane.nailgun;

import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.octane.nailgun.admin.Administration;
import org.octane.nailgun.admin.ReleaseSources;
import org.octane.nailgun.assign.SameRolesRule;
import org.octane.nailgun.read.ApiAnswers;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.schema.NailgunSchema;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Puts this package's beans where routes find them: {@code nailgunDomain}, which is {@link Nailgun}, and what its own
 * routes call.
 */
public final class NailgunBeans {

    private NailgunBeans() {}

    /**
     * @param nailgun Nailgun's database, bound as {@code nailgun} by the caller
     * @param octane Octane's own database, with the schema {@code octane}
     * @param transactions of Nailgun's database
     * @param domain DNS domain of the nodes, as the Fuel master has it
     */
    public static Nailgun bind(
            Main main, DataSource nailgun, DataSource octane, PlatformTransactionManager transactions, String domain) {
        NailgunSchema.ensure(nailgun);
        var domainBean = new Nailgun(nailgun, octane, transactions);
        main.bind("nailgunDomain", domainBean);
        var jdbc = new NamedParameterJdbcTemplate(nailgun);
        var rows = new Rows(jdbc);
        main.bind("nailgunApi", new NailgunApi(domainBean, new SameRolesRule(jdbc, rows)));
        main.bind("nailgunAdministration", new Administration(nailgun, octane, transactions));
        var sources = new ReleaseSources(jdbc, rows);
        main.bind("nailgunViews", new ApiAnswers(domainBean::closedOriginal, domain, sources::addTo));
        return domainBean;
    }
}
