package org.octane.nailgun.model;

/**
 * What carries a network of a node.
 *
 * @param device a NIC or a bond, with its VLAN, such as {@code eth0.101}
 */
public record CarriedNetwork(String network, String device) {}
