package org.octane.nailgun;

/**
 * An address of a node.
 *
 * @param network name of the network group, such as {@code management}
 * @param networkId its id
 */
public record Address(int node, String hostname, String network, int networkId, String address) {}
