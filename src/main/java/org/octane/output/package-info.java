/**
 * What steps print, kept as lines in Octane's database: {@link org.octane.output.OutputTable} writes them in batches, within bounds, and
 * {@link org.octane.output.OutputLog} reads them.
 */
package org.octane.output;
