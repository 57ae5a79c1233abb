package org.octane.server.instance;

/**
 * A step that waits for a server and that this one leaves to others, since it does not know it.
 *
 * @param upgrade one of those that wait with it
 * @param nobody no server that is there knows it
 */
record LeftStep(String stage, String name, int needs, boolean nobody, long upgrade) {

    /** For logs, of which one is enough. */
    String key() {
        return stage + " " + name + (nobody ? " nobody" : "");
    }

    String sentence() {
        return nobody
                ? "Upgrade " + upgrade + " waits with step " + stage + " " + name
                        + ": no server that runs knows it. Start one of the release"
                        + " that planned the upgrade, with the same steps in steps.d."
                : "Step " + stage + " " + name
                        + " is left to another server: this one is of an older release, or has other steps.";
    }
}
