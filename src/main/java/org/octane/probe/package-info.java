/**
 * Measures whether what the cloud's users need answers while an upgrade runs: {@link org.octane.probe.Probes} has one instance probe each
 * target ten times a second; what is kept are the times without an answer, and those in which nobody could ask.
 */
package org.octane.probe;
