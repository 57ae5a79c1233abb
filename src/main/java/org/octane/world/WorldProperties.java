package org.octane.world;

import java.io.IOException;
import java.nio.file.Path;

/** The file that tells where a running world can be reached. */
record WorldProperties(Postgres postgres, WorldBroker broker, ApiEndpoint api, NodeServers nodes) {

    void write(Path file) throws IOException {
        OwnerFile.write(
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
                                SshParts.USER));
    }
}
