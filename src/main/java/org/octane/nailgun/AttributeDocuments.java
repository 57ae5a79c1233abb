package org.octane.nailgun;

import java.util.List;
import javax.sql.DataSource;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.JdbcTemplate;

/** The attributes of all clusters as JSON documents: what Nailgun generated and what an operator typed, secrets among it. */
public final class AttributeDocuments {

    private final JdbcTemplate nailgun;

    public AttributeDocuments(DataSource nailgun) {
        this.nailgun = new JdbcTemplate(nailgun);
    }

    public List<String> all() {
        return nailgun.queryForList(Sql.of("nailgun/read/attribute-documents"), String.class);
    }
}
