package org.octane.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * SSH addresses of nodes from a file, one node a line: {@code 4 127.0.0.1:40123}, {@code master 127.0.0.1:40100}. The file is
 * read for each connection, so a change takes effect at once.
 */
record NodeAddressFile(Path file) implements NodeAddresses {

    @Override
    public InetSocketAddress of(int node) {
        var name = node == StepCall.MASTER ? "master" : Integer.toString(node);
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(words -> words.length == 2 && words[0].equals(name))
                    .findFirst()
                    .map(words -> address(words[1]))
                    .orElseThrow(() -> StepFailure.lasting(
                            "Node " + name + " is not in " + file + ".", "Add a line `" + name + " HOST:PORT` to it."));
        } catch (IOException e) {
            throw new UncheckedIOException("The SSH addresses cannot be read from " + file, e);
        }
    }

    private static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return new InetSocketAddress(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }
}
