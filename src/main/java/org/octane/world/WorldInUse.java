package org.octane.world;

import java.nio.file.Path;

/** A process has this world already. */
public final class WorldInUse extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String pid;

    WorldInUse(Path world, String pid) {
        super("the world in " + world + " is run by process " + pid + " already");
        this.pid = pid;
    }

    public String pid() {
        return pid;
    }
}
