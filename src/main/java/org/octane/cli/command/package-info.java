/**
 * One class for each command, and the options that several of them have. A command parses its arguments, calls the REST API
 * and prints the answer; it keeps no state.
 */
package org.octane.cli.command;
