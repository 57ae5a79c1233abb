package org.octane.nailgun.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An address of a node.
 *
 * @param network name of the network group, such as {@code management}
 * @param networkId its id
 */
public record Address(
        int node, String hostname, String network, @JsonProperty("network_id") int networkId, String address) {}
