package org.octane.nailgun;

import java.util.List;
import javax.sql.DataSource;

/**
 * Where Octane answers otherwise than the real Nailgun, each with its reason. A recorded call that is answered
 * otherwise and does not stand here fails the test; so does a line here that no call needs.
 *
 * @param call the method, the path and the recording's note, as a regular expression; before it the version of the real one where
 *     only that one differs
 * @param verdict whether Octane is stricter or something else
 * @param reason for it
 * @param aside Octane would change something where the real one did not: it is asked on a copy of the database
 * @param then brings the database to where the real one's was after the call; null: it is there
 */
record KnownDeviation(String call, Verdict verdict, String reason, boolean aside, Then then) {

    interface Then {
        void on(DataSource database);
    }

    enum Verdict {
        EQUAL,
        STRICTER,
        DIFFERENT,
        NOT_SERVED
    }

    private static final String NO_CALL = "no call of an upgrade, or of the clients that it serves";

    static final List<KnownDeviation> TABLE = List.of(
            stricter(
                    "8.0 POST /api/v1/clusters/1/upgrade/clone other OS, deployable.*",
                    "another operating system is refused in every release, not only since 9.2 (fault 3)",
                    RealSide::foreignSeed),
            stricter(
                    "POST /api/v1/clusters/\\d+/upgrade/clone (original|seed) already in upgrade",
                    "405 instead of 400: the code of the specification of the clone",
                    null),
            stricter(
                    "[78].0 POST /api/v1/clusters/\\d+/upgrade/assign second assign while provision task is running",
                    "409: a second installation during the first is refused (fault 5)",
                    RealSide::secondInstallation),
            stricter(
                    "[78].0 POST /api/v1/clusters/1/upgrade/assign move the provisioned node back.*",
                    "405: a node moves only from an original to its seed (fault 5)",
                    RealSide::installationForOriginal),
            stricter(
                    "9.2 POST /api/v1/clusters/1/upgrade/assign move the provisioned node back.*",
                    "405: a node moves only from an original to its seed; the real one has no words for it (fault 4)",
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
            new KnownDeviation(
                    "7.0 POST /api/v1/clusters/2/upgrade/assign (empty list|duplicate|not a list|different roles)",
                    Verdict.DIFFERENT,
                    "the newer body {nodes_ids} is served on each database, in its own words",
                    true,
                    null),
            different(
                    "9.2 POST /api/v1/clusters/3/upgrade/vips vips( on seed before assign|, no body)",
                    "a clone has its VIPs at once in every version (fault 3)"),
            absent("GET /api/v1/(networks|nodegroups|plugins|settings|logs/sources|nodes/allocation/stats)/?"),
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
        return recorded.matches(call) || (recording.version() + " " + recorded).matches(call);
    }

    private static KnownDeviation different(String call, String reason) {
        return new KnownDeviation(call, Verdict.DIFFERENT, reason, false, null);
    }

    private static KnownDeviation stricter(String call, String reason, Then then) {
        return new KnownDeviation(call, Verdict.STRICTER, reason, false, then);
    }

    private static KnownDeviation absent(String call) {
        return new KnownDeviation(call, Verdict.NOT_SERVED, NO_CALL, false, null);
    }
}
