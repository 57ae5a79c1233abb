package org.octane.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * SSH addresses of nodes from a file, one node a line: {@code 4 127.0.0.1:40123}, {@code master 127.0.0.1:40100}. The file is
 * read for each connection, so a change takes effect at once.
 */
record NodeAddressFile(Path file) implements NodeAddresses {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    @Override
    public InetSocketAddress of(int node) {
        var name = node == StepCall.MASTER ? "master" : Integer.toString(node);
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(words -> words.length == 2 && words[0].equals(name))
                    .findFirst()
                    .map(words -> address(name, words[1]))
                    .orElseThrow(() -> StepFailure.lasting(
                            "Node " + name + " is not in " + file + ".", "Add a line `" + name + " HOST:PORT` to it."));
        } catch (IOException e) {
            throw new UncheckedIOException("The SSH addresses cannot be read from " + file, e);
        }
    }

    /** The host may be an IPv6 address in brackets. */
    private InetSocketAddress address(String name, String hostAndPort) {
        var parts = HOST_AND_PORT.matcher(hostAndPort);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            throw StepFailure.lasting(
                    "Node " + name + " has the address '" + hostAndPort + "' in " + file + ", which is not HOST:PORT.",
                    "Correct its line to `" + name + " HOST:PORT`, such as `" + name + " 10.20.0.3:22`.");
        }
        return new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
