package org.octane.nailgun;

import java.util.List;

/**
 * Where Octane answers otherwise than the real Nailgun, each with its reason. A recorded call that is answered
 * otherwise and does not stand here fails the test; so does a line here that no call needs.
 *
 * @param call the method, the path and the recording's note, as a regular expression; before it the version of the real one where
 *     only that one differs
 * @param verdict whether Octane is stricter or something else
 * @param reason for it
 * @param aside Octane would change something where the real one did not: it is asked on a copy of the database
 * @param then statement that brings the database to where the real one's was after the call; null: none
 */
record KnownDeviation(String call, Verdict verdict, String reason, boolean aside, String then) {

    enum Verdict {
        EQUAL,
        STRICTER,
        DIFFERENT,
        NOT_SERVED
    }

    private static final String NO_CALL = "no call of an upgrade, or of the clients that it serves";

    static final List<KnownDeviation> TABLE = List.of(
            stricter(
                    "POST /api/v1/clusters/1/upgrade/clone other OS, deployable.*",
                    "another operating system is refused in every release, not only since 9.2 (fault 3)",
                    "select nextval('clusters_id_seq')"),
            stricter(
                    "POST /api/v1/clusters/\\d+/upgrade/clone (original|seed) already in upgrade",
                    "405 instead of 400: the code of the specification of the clone",
                    null),
            stricter(
                    "POST /api/v1/clusters/\\d+/upgrade/assign second assign while provision task is running",
                    "409: a second installation during the first is refused (fault 5)",
                    null),
            stricter(
                    "POST /api/v1/clusters/1/upgrade/assign move the provisioned node back.*",
                    "405: a node moves only from an original to its seed (fault 5)",
                    null),
            stricter(
                    "POST /api/v1/clusters/\\d+/upgrade/assign node in discover state",
                    "405: a server of no cluster is not in the seed's original, whatever its status",
                    null),
            new KnownDeviation(
                    "POST /api/v1/clusters/3/upgrade/assign old form.*",
                    Verdict.DIFFERENT,
                    "the specification's body {node_id} is served beside {nodes_ids}",
                    true,
                    null),
            different(
                    "POST /api/v1/clusters/3/upgrade/assign (assign .*|different roles, no roles key|node in error state,"
                            + " error_type deploy.*)",
                    "without an installation the answer is empty: the nodes are read with GET /nodes"),
            stricter("9.2 POST /api/v1/clusters/3/upgrade/assign unknown role", "409: the specification's code", null),
            stricter(
                    "9.2 POST /api/v1/clusters/3/upgrade/assign different roles, no roles key, reprovision",
                    "409: a second installation during the first is refused (fault 5)",
                    null),
            different("7.0 GET /api/v1/version/?", "checksums of Fuel's packages are no matter of an upgrade"),
            different(
                    "7.0 (GET|POST) /api/v1/clusters/(\\d+(/upgrade/clone clone success|/)?)?",
                    "is_locked is shown on each database, not only since 8.0"),
            different(
                    "7.0 POST /api/v1/clusters/1/upgrade/clone (same release|undeployable lower release)",
                    "both sentences are true, and 8.0 says this one"),
            new KnownDeviation(
                    "7.0 POST /api/v1/clusters/2/upgrade/assign (nodes_ids missing|empty list|duplicate|not a list|different roles)",
                    Verdict.DIFFERENT,
                    "the newer body {nodes_ids} is served on each database, in its own words",
                    true,
                    null),
            different(
                    "7.0 GET /api/v1/clusters/2/network_configuration/neutron",
                    "vendor_specific of VIPs is shown on each database, not only since 8.0"),
            different(
                    "9.2 GET /api/v1/nodes/\\d+/disks/?", "disks are shown as 7.0 and 8.0 show them: without bootable"),
            different(
                    "9.2 GET /api/v1/nodes/\\d+/interfaces",
                    "interfaces are shown as 7.0 and 8.0 show them; Octane deploys no release of Fuel 9"),
            different(
                    "9.2 GET /api/v1/clusters/3/network_configuration/neutron",
                    "a clone has its VIPs at once in every version (fault 3)"),
            absent("GET /api/v1/(networks|nodegroups|plugins|settings|logs/sources|nodes/allocation/stats)/?"),
            absent("GET /api/v1/(capacity|nodes/agent|registration/key)"),
            absent("GET /api/v1/releases/\\d+/(networks|roles)/?"),
            absent("GET /api/v1/clusters/\\d+/(attributes/defaults|vmware_attributes/|changes)"),
            absent("GET /api/v1/clusters/\\d+/orchestrator/\\w+/defaults/"),
            absent("GET /api/v1/clusters/\\d+/network_configuration/(template|ips/vips)"),
            absent("GET /api/v1/nodes/\\d+/volumes/"),
            absent("DELETE /api/v1/clusters/\\d+ .*"),
            new KnownDeviation(
                    "GET /api/v1/clusters/\\d+/generated",
                    Verdict.NOT_SERVED,
                    "generated attributes are passwords; they are never in an answer",
                    false,
                    null));

    boolean isAbout(Recording recording, String recorded) {
        return recorded.matches(call) || (recording.name().replaceAll("-.*", "") + " " + recorded).matches(call);
    }

    private static KnownDeviation different(String call, String reason) {
        return new KnownDeviation(call, Verdict.DIFFERENT, reason, false, null);
    }

    private static KnownDeviation stricter(String call, String reason, String then) {
        return new KnownDeviation(call, Verdict.STRICTER, reason, false, then);
    }

    private static KnownDeviation absent(String call) {
        return new KnownDeviation(call, Verdict.NOT_SERVED, NO_CALL, false, null);
    }
}
