/**
 * The figures of Octane for Prometheus, beside Camel's: {@link org.octane.server.metrics.Figures} reads them from the database when
 * somebody asks, at most every few seconds.
 */
package org.octane.server.metrics;
