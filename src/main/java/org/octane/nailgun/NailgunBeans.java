package org.octane.nailgun;

import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Puts this package's beans where routes find them: {@code nailgunViews}. */
public final class NailgunBeans {

    private NailgunBeans() {}

    /**
     * @param nailgun Nailgun's database, bound as {@code nailgun} by the caller
     * @param octane Octane's own database, with the schema {@code octane}
     * @param domain DNS domain of the nodes, as the Fuel master has it
     */
    public static void bind(Main main, DataSource nailgun, DataSource octane, String domain) {
        var relations = new Relations(new NamedParameterJdbcTemplate(nailgun), new NamedParameterJdbcTemplate(octane));
        main.bind("nailgunViews", new Views(relations::closedOriginal, domain));
    }
}
