/**
 * Traces for OpenTelemetry: {@link org.octane.trace.Traces} joins what all instances do for an upgrade into one, whose spans are the
 * upgrade, its stages, its steps and their attempts, and what is done in these.
 */
package org.octane.trace;
