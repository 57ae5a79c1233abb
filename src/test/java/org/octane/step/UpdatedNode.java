package org.octane.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A node of a {@link ScriptWorld} that Astute has deployed with a maintenance release: its facts and its repositories name it. */
final class UpdatedNode {

    static final String RELEASE = "2014.2.2-6.1.1";
    static final String REPOSITORY = "http://10.20.0.2:8080/" + RELEASE + "/ubuntu/x86_64 mos6.1";

    private UpdatedNode() {}

    static void make(ScriptWorld world, int node) {
        try {
            var facts = world.file(node, "/etc/astute.yaml");
            Files.writeString(
                    facts,
                    Files.readString(facts).replaceAll("(?m)^openstack_version: .*", "openstack_version: " + RELEASE));
            var sources = world.file(node, "/etc/apt/sources.list.d/" + RELEASE + ".list");
            Files.createDirectories(sources.getParent());
            Files.writeString(sources, "deb " + REPOSITORY + " main restricted\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
