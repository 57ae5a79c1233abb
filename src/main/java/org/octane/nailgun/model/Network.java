package org.octane.nailgun.model;

/**
 * A network group of a cluster.
 *
 * @param group name of its node group; null for the admin network, which all clusters share
 * @param cidr null where there is none
 * @param gateway null where there is none
 * @param vlan null if untagged
 */
public record Network(int id, String name, String group, String cidr, String gateway, Integer vlan) {}
