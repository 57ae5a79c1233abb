package org.octane.preflight;

import jakarta.jms.ConnectionFactory;
import java.net.URI;

/**
 * How brokers are looked at: each connection is a new one and fails within seconds, where those that Octane works with wait
 * for a broker that is away.
 *
 * @param own Octane's own queues
 * @param astute where queues have the names that Astute gives them
 */
public record BrokerProbes(ConnectionFactory own, ConnectionFactory astute, URI astuteAddress) {}
