package org.octane.world.astute;

import java.util.List;
import java.util.Map;
import org.octane.world.fuel.AstuteLog;
import org.octane.world.fuel.AstuteProcesses;
import org.octane.world.fuel.FuelVersion;

/**
 * What the workers of one Astute share.
 *
 * @param url {@code amqp://[user:password@]host:port} of the broker
 * @param bound queues bound to exchange {@code nailgun}: each gets a copy of every reply
 * @param standStill of all its processes
 * @param replies of nothing but its replies, as while the broker is short of memory
 * @param methods what Astute does, by the name of the call
 */
record AstuteProgram(
        String url,
        List<String> bound,
        FuelVersion version,
        Map<String, AstuteMethod> methods,
        Disturbance disturbance,
        Journal journal,
        AstuteLog log,
        AstuteProcesses processes,
        StandStill standStill,
        StandStill replies) {}
