package org.octane.node;

import java.net.InetSocketAddress;
import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.octane.nailgun.NodeDirectory;
import org.octane.step.Mask;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts this package's parts where routes find them: component {@code node}, beans {@code nodeFiles}, {@code hostKeys}, {@code nodeTrust} and {@code nodeContacts}. */
public final class NodeBeans {

    private NodeBeans() {}

    /** @return what has to be closed when the server ends */
    public static AutoCloseable bind(
            Main main, DataSource octane, NodeDirectory nailgun, NodeSettings settings, Mask mask) {
        var hostKeys = new PinnedHostKeys(new JdbcTemplate(octane));
        var sessions = new Sessions(settings, addresses(settings, nailgun), hostKeys);
        var commands = new Commands(sessions, mask);
        main.bind("node", new NodeComponent(commands, settings));
        main.bind("nodeFiles", new NodeFiles(sessions, commands));
        main.bind("hostKeys", hostKeys);
        main.bind("nodeTrust", new NodeTrust(hostKeys, nailgun));
        main.bind("nodeContacts", new NodeContacts(commands));
        return sessions;
    }

    private static NodeAddresses addresses(NodeSettings settings, NodeDirectory nailgun) {
        if (settings.addresses() != null) {
            return new AddressFile(settings.addresses());
        }
        return node -> new InetSocketAddress(
                node == StepCall.MASTER
                        ? settings.masterHost()
                        : nailgun.address(node)
                                .orElseThrow(() -> StepFailure.lasting(
                                        "Nailgun has no address of node " + node,
                                        "Look into Nailgun: fuel2 node list")),
                22);
    }
}
