/** An AMQP 1.0 broker inside this process. Knows nothing else of Octane. */
package org.octane.broker;
