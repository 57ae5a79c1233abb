package org.octane.nailgun.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A virtual address of a cluster, as the API shows it.
 *
 * @param network id of its network group
 * @param node always null: it belongs to no node
 * @param name such as {@code management}, {@code public}, {@code vrouter}, {@code vrouter_pub}; before Fuel 7.0
 *     {@code haproxy} and {@code vrouter} in each network
 * @param namespace network namespace on the controllers in which it lives
 * @param userDefined whether an operator chose it; null: before Fuel 9.0 nobody notes that
 * @param networkName name of its network group
 */
public record Vip(
        int id,
        int network,
        Integer node,
        @JsonProperty("ip_addr") String address,
        @JsonProperty("vip_name") String name,
        @JsonProperty("vip_namespace") String namespace,
        @JsonProperty("is_user_defined") @JsonInclude(JsonInclude.Include.NON_NULL) Boolean userDefined,
        @JsonIgnore String networkName) {}
