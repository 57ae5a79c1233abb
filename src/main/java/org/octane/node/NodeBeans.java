package org.octane.node;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.octane.nailgun.NodeDirectory;
import org.octane.step.HostKeys;
import org.octane.step.Mask;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.StepOutput;
import org.springframework.jdbc.core.JdbcTemplate;

/** The parts of this package that others use, and those that routes call. Closed when the server ends. */
public final class NodeBeans implements AutoCloseable {

    private final PinnedHostKeys hostKeys;
    private final SshSessions sessions;
    private final NodeFiles files;
    private final NodeLogin contacts;
    private final NodeComponent component;
    private final NodeTrust trust;
    private final NodeSamples samples;

    /**
     * @param mask takes secrets out of what nodes say
     * @param output keeps what scripts print
     * @param ownScripts folder of the scripts that an operator added, null if there is none
     */
    public NodeBeans(
            DataSource octane,
            NodeDirectory nailgun,
            NodeSettings settings,
            Mask mask,
            StepOutput output,
            Path ownScripts) {
        var sql = new JdbcTemplate(octane);
        hostKeys = new PinnedHostKeys(sql);
        sessions = new SshSessions(settings, addresses(settings, nailgun), hostKeys);
        var commands = new NodeCommands(sessions, mask);
        component = new NodeComponent(commands, settings, output, new DumpKeys(sql), ownScripts);
        files = new NodeFiles(sessions, commands);
        trust = new NodeTrust(hostKeys, nailgun);
        contacts = new NodeLogin(commands);
        samples = new NodeSamples(commands);
    }

    public NodeFiles files() {
        return files;
    }

    public NodeSamples samples() {
        return samples;
    }

    public NodeLogin contacts() {
        return contacts;
    }

    public HostKeys hostKeys() {
        return hostKeys;
    }

    /** What routes call, by name: component {@code node}, and beans. */
    public Map<String, Object> beans() {
        return Map.of("node", component, "nodeTrust", trust);
    }

    @Override
    public void close() {
        sessions.close();
    }

    private static NodeAddresses addresses(NodeSettings settings, NodeDirectory nailgun) {
        if (settings.addresses() != null) {
            return new NodeAddressFile(settings.addresses());
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
