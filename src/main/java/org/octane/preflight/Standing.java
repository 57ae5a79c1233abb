package org.octane.preflight;

/** Who answers for the cloud before the first stage that is planned. */
enum Standing {
    /** Only the Fuel master is concerned. */
    MASTER,
    ORIGINAL,
    /** The original's APIs are closed, its Ceph is whole. */
    MAINTENANCE,
    /** The APIs are closed, and Ceph's monitors are with the seed, which is isolated. */
    SWITCHING,
    SEED;

    static Standing before(String stage) {
        return switch (stage) {
            case "upgrade-ceph" -> MAINTENANCE;
            case "upgrade-control" -> SWITCHING;
            case "upgrade-node", "cleanup-env" -> SEED;
            default -> ORIGINAL;
        };
    }
}
