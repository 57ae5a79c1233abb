/**
 * The composition root: reads the settings, opens databases and brokers, puts the parts of a server together, and closes them
 * again in the opposite order. Nobody depends on it but the launcher.
 */
package org.octane.server;
