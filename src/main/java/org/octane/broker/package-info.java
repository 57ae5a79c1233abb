/**
 * The embedded AMQP 1.0 broker ({@link org.octane.broker.EmbeddedBroker}, an Artemis in this process), for Octane's own
 * queues and for the simulated cloud, and a pool for connections to any broker. Uses no other package of Octane.
 */
package org.octane.broker;
