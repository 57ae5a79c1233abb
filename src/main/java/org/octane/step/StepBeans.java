package org.octane.step;

import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.octane.node.NodeFiles;
import org.octane.step.upgradedb.CopyToSeed;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Puts what the routes of steps call where they find it. */
public final class StepBeans {

    private StepBeans() {}

    /** To be called after {@code NodeBeans.bind}, whose {@code nodeFiles} it takes. */
    public static void bind(Main main, DataSource nailgun) {
        var rows = new CloudRows(new NamedParameterJdbcTemplate(nailgun));
        var facts = new CloudFacts(rows);
        main.bind("facts", facts);
        main.bind("atController", new AtController(rows));
        main.bind(
                "copyToSeed",
                new CopyToSeed(main.lookup("nodeFiles", NodeFiles.class), facts::firstOriginalController));
    }
}
