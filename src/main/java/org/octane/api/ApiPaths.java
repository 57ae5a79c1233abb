package org.octane.api;

import java.util.regex.Pattern;

/**
 * Brings the paths of requests into the one form of the contract: {@code /cluster} and {@code /clusters} are the same, as are
 * paths with and without the version.
 */
final class ApiPaths {

    static final String BASE = "/api/v1";

    private static final Pattern API = Pattern.compile("/api(?:/v1)?(/.*|$)");

    private ApiPaths() {}

    static boolean isApi(String path) {
        return API.matcher(path).matches();
    }

    /** The one form that the contract has: {@code /api/v1/clusters/1/upgrade}. */
    static String canonical(String path) {
        var within = API.matcher(path);
        if (!within.matches()) {
            return path;
        }
        var rest = within.group(1).replaceAll("/+$", "").replaceFirst("^/cluster(?=/|$)", "/clusters");
        return BASE + rest;
    }

    /** @param path a canonical one, or already without the base */
    static String withinBase(String path) {
        var bare = path.startsWith(BASE) ? path.substring(BASE.length()) : path;
        return bare.isEmpty() ? "/" : bare.startsWith("/") ? bare : "/" + bare;
    }
}
