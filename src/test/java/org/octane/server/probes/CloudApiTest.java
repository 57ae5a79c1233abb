package org.octane.server.probes;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.nailgun.ClusterFacts;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where the API is, as the rows of a Nailgun say it. */
class CloudApiTest {

    private static final int CLUSTER = 1;

    private final DataSource nailgun = TestPostgres.nailgun();
    private final CloudApi api = new CloudApi(ClusterFacts.in(nailgun));

    @Test
    void itIsKeystoneAtThePublicAddressOfTheCluster() {
        assertThat(api.apply(CLUSTER)).contains("http://172.16.0.2:5000/");
    }

    @Test
    void withTlsForPublicEndpointsItIsAskedByTls() {
        var jdbc = new JdbcTemplate(nailgun);
        var settings = jdbc.queryForObject(
                "SELECT editable::text FROM attributes WHERE cluster_id = ?", String.class, CLUSTER);
        jdbc.update(
                "UPDATE attributes SET editable = ? WHERE cluster_id = ?",
                settings.replaceFirst("\\{", "{\"public_ssl\": {\"services\": {\"value\": true}}, "),
                CLUSTER);

        assertThat(api.apply(CLUSTER)).contains("https://172.16.0.2:5000/");
    }

    @Test
    void aClusterThatIsNotThereHasNone() {
        assertThat(api.apply(4711)).isEmpty();
    }
}
