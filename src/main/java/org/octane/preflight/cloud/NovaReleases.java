package org.octane.preflight.cloud;

import java.util.Map;

/** Which nova is in which release of OpenStack. */
final class NovaReleases {

    /** From Liberty on nova counts its own releases; before that they are named by year and half. */
    private static final Map<String, String> MAJOR = Map.of("liberty", "12", "mitaka", "13", "newton", "14");

    private NovaReleases() {}

    /**
     * @param release as Nailgun has it: {@code 2014.2.2-6.1}, {@code liberty-8.0}
     * @param nova such as {@code 2014.2.2} or {@code 12.0.4}; fixes within a release count as the same
     */
    static boolean isNova(String release, String nova) {
        var openstack = release.substring(0, Math.max(0, release.lastIndexOf('-')));
        var series = MAJOR.getOrDefault(openstack, openstack.replaceFirst("^(\\d+\\.\\d+)\\..*$", "$1"));
        return nova.equals(series) || nova.startsWith(series + ".");
    }
}
