/**
 * Commands, scripts and file copies on nodes over SSH, with one session per node, pinned host keys and time limits. Routes run a
 * step's script through the Camel component {@code node:}, as a remote job if it may take longer than a connection lasts.
 */
package org.octane.node;
