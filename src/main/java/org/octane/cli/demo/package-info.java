/**
 * The demo: it starts a server with a simulated cloud as a process of its own, upgrades that cloud over REST as an operator
 * would, and measures from outside for how long its API and its VMs were away.
 */
package org.octane.cli.demo;
