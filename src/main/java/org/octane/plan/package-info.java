/**
 * What to do, in which order and how many at once. Pure: knows no Camel, no SQL and nothing else of Octane.
 */
package org.octane.plan;
