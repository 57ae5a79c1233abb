package org.octane.node;

import java.nio.file.Path;
import java.time.Duration;

/**
 * @param user whom Octane logs in as, usually root
 * @param keyFile private key, mode 600
 * @param addresses see {@link NodeAddressFile}; null: Nailgun's addresses and port 22
 * @param algorithms of SSH, that are offered to a node
 * @param masterHost where the Fuel master's SSH server is, used without {@code addresses}
 * @param commandTimeout after which a command is given up whose step names no other
 * @param jobPoll how long after its start a remote job is first looked at again
 */
public record NodeSettings(
        String user,
        Path keyFile,
        Path addresses,
        SshAlgorithms algorithms,
        String masterHost,
        Duration commandTimeout,
        Duration jobPoll) {}
