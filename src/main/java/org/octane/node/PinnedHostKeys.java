package org.octane.node;

import java.net.SocketAddress;
import java.security.PublicKey;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.octane.step.HostKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Host keys are pinned on first contact, kept in the database, and from then on the only ones accepted. */
final class PinnedHostKeys implements ServerKeyVerifier, HostKeys {

    static final AttributeKey<Integer> NODE = new AttributeKey<>();

    private static final Logger LOG = LoggerFactory.getLogger(PinnedHostKeys.class);

    private final JdbcTemplate sql;

    PinnedHostKeys(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        // Known before the first byte is sent; the session itself may show its key before it is in our hands.
        int node = session.getConnectionContext().getAttribute(NODE);
        var shown = PublicKeyEntry.toString(key);
        sql.update("INSERT INTO octane.host_key (node, key) VALUES (?, ?) ON CONFLICT (node) DO NOTHING", node, shown);
        var pinned = sql.queryForObject("SELECT key FROM octane.host_key WHERE node = ?", String.class, node);
        if (shown.equals(pinned)) {
            return true;
        }
        LOG.atError()
                .addKeyValue("node", node)
                .addKeyValue("fingerprint", KeyUtils.getFingerPrint(key))
                .log("Another host key than the pinned one: the connection is refused");
        return false;
    }

    @Override
    public void forget(int node) {
        forgotten(node);
        LOG.atInfo().addKeyValue("node", node).log("Host key forgotten, the next contact pins the new one");
    }

    /** Whether there was one. */
    boolean forgotten(int node) {
        return sql.update("DELETE FROM octane.host_key WHERE node = ?", node) > 0;
    }
}
