/**
 * What to do, in which order and how many at once; and the few neutral records that a step and whoever runs it share.
 * Pure: knows no Camel, no SQL and nothing else of Octane.
 */
package org.octane.plan;
