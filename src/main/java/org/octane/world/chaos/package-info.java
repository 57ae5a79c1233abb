/**
 * Faults on demand in the embedded world, as its file {@code chaos} names them. Each is a {@link
 * org.octane.world.chaos.Fault} with a {@link org.octane.world.chaos.FaultLifecycle lifecycle}: expected, active, over. What strikes inside a node's
 * programs is left to the shell: rules in the world's folder {@code faults}, followed by a script in front of the
 * programs on the node's PATH.
 */
package org.octane.world.chaos;
