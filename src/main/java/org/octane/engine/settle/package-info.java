/**
 * Writes what an execution ended with: succeeded, waiting, to be tried again, or dead. Only the claim with the step's current
 * fence may write. A step that failed for good stops its upgrade: steps that run go on to their end, and no other one starts.
 */
package org.octane.engine.settle;
