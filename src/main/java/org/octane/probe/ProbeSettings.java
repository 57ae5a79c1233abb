package org.octane.probe;

import java.time.Duration;
import java.util.List;

/**
 * What is probed, and what is too long.
 *
 * @param api {@code auto}: Keystone at the cluster's public address; {@code none}; or an address in which <code>{public_vip}</code>
 *     stands for that
 * @param targets what else
 * @param timeout after it a probe counts as not answered
 * @param ofApi limits of the API's outages
 * @param ofOthers limits of those of every other target
 */
public record ProbeSettings(String api, List<Target> targets, Duration timeout, Limits ofApi, Limits ofOthers) {

    public static final String AUTO = "auto";
    public static final String NONE = "none";

    /**
     * An upgrade is paused that goes over one of these.
     *
     * @param longest of a single outage; null: none
     * @param total of all outages of a target; null: none
     */
    public record Limits(Duration longest, Duration total) {}

    Limits limits(Target target) {
        return target.name().equals(Target.API) ? ofApi : ofOthers;
    }
}
