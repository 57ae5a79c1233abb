package org.octane.step;

import java.io.IOException;
import java.nio.file.Files;

/** Dumps of databases as they lie on nodes, and what is in them for who has the key. */
final class SealedDumps {

    private static final String OPENSSL =
            "openssl enc -aes-256-cbc -md sha256 -pass pass:" + ScriptWorld.DUMP_KEY + " 2>/dev/null ";

    private SealedDumps() {}

    static String read(ScriptWorld world, int node, String path) {
        return world.shell(node, OPENSSL + "-d -in \"$OCTANE_ROOT" + path + "\" | gzip -dc")
                .out();
    }

    static void write(ScriptWorld world, int node, String path, String dump) throws IOException {
        var plain = Files.writeString(world.folder().resolve("plain"), dump);
        world.shell(node, "gzip -c " + plain + " | " + OPENSSL + "-salt >\"$OCTANE_ROOT" + path + "\"");
    }
}
