/**
 * Simulated nodes behind real SSH servers: each has a folder as its root, a power switch, a host key, and runs what it is
 * told in a real bash with stand-ins of a node's programs on its PATH.
 */
package org.octane.world.node;
