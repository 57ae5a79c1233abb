package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A NIC or a bond; {@code slaves} are a bond's NICs.
 *
 * @param properties of a bond
 * @param interfaceProperties of both
 */
public record Port(
        int id,
        String name,
        String mac,
        boolean pxe,
        String driver,
        String bus,
        List<String> networks,
        String mode,
        JsonNode properties,
        JsonNode interfaceProperties,
        List<String> slaves) {}
