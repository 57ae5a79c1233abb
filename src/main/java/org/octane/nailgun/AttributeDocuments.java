package org.octane.nailgun;

import java.util.List;
import javax.sql.DataSource;
import org.octane.nailgun.release.ClusterAttributes;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The attributes of all clusters as JSON documents: what Nailgun generated and what an operator typed, secrets among it. */
public interface AttributeDocuments {

    static AttributeDocuments in(DataSource nailgun) {
        return new ClusterAttributes(new NamedParameterJdbcTemplate(nailgun))::documents;
    }

    List<String> all();
}
