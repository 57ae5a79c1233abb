package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;

class NodeDirectoryTest {

    @Test
    void aNodeIsFoundWithNameAndAddressAndOneThatIsNotThereIsNot() {
        var database = TestPostgres.nailgun();
        var sql = new JdbcTemplate(database);
        sql.update("update nodes set hostname = 'node-4', ip = '10.20.0.24' where id = 4");
        sql.update("update nodes set hostname = '', ip = null where id = 5");
        var nodes = NodeDirectory.in(database);
        assertThat(nodes.hostnames(List.of(4, 5, 99))).isEqualTo(Map.of(4, "node-4"));
        assertThat(nodes.hostnames(List.of())).isEmpty();
        assertThat(nodes.address(4)).contains("10.20.0.24");
        assertThat(nodes.address(5)).isEmpty();
        assertThat(nodes.address(99)).isEmpty();
        assertThat(nodes.exists(5)).isTrue();
        assertThat(nodes.exists(99)).isFalse();
    }
}
