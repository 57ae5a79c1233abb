/**
 * The composition root. {@link org.octane.server.ServerCommand} reads the settings and starts a
 * {@link org.octane.server.Server}, which opens databases and brokers, makes the parts of all other packages
 * ({@link org.octane.server.Wiring}) and starts Camel. Only the launcher uses this package.
 */
package org.octane.server;
