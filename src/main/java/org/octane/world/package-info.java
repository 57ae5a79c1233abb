/**
 * The embedded world: a PostgreSQL, a broker with a simulated Astute, and simulated nodes behind real SSH servers, in a
 * process of its own. Nothing of Octane knows it but the launcher and tests; it meets Octane over SQL, AMQP and SSH.
 */
package org.octane.world;
