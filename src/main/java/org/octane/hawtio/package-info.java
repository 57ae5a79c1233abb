/**
 * Hawtio at {@code /hawtio}: its pages, and the JMX of Camel's routes that they ask for. {@link org.octane.hawtio.Rights} says who may
 * see and do what; nothing of JMX is reached by another way.
 */
package org.octane.hawtio;
