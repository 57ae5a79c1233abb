package org.octane.world;

import java.io.IOException;
import java.nio.file.Path;
import org.octane.security.OwnerOnlyFile;
import org.octane.world.database.Postgres;
import org.octane.world.http.ApiEndpoint;
import org.octane.world.node.NodeSshServers;
import org.octane.world.node.SshServerFactory;

/** The file that tells where a running world can be reached. */
record WorldProperties(Postgres postgres, WorldBroker broker, ApiEndpoint api, NodeSshServers nodes) {

    void write(Path file) throws IOException {
        OwnerOnlyFile.write(
                file,
                """
                pid=%d
                postgres.url=%s
                postgres.user=%s
                postgres.password=%s
                astute.url=%s
                astute.user=%s
                astute.password=%s
                api.url=%s
                ssh.addresses=%s
                ssh.key-file=%s
                ssh.user=%s
                """
                        .formatted(
                                ProcessHandle.current().pid(),
                                postgres.url(),
                                postgres.user(),
                                postgres.password(),
                                broker.url(),
                                broker.user(),
                                broker.password(),
                                api.url(),
                                nodes.addresses(),
                                nodes.key(),
                                SshServerFactory.USER));
    }
}
