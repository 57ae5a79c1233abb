/**
 * The command line. {@link org.octane.cli.Commands} makes a command by its name; each package below is one part of what a
 * command needs: {@code client} calls the REST API, {@code command} has the commands, {@code progress} follows an upgrade that
 * runs, {@code render} prints answers as text, {@code demo} starts a server with a simulated cloud and measures its upgrade.
 * A command only sends requests; what a server does is never done here.
 */
package org.octane.cli;
