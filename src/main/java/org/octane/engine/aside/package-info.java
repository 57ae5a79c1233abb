/**
 * Sets nodes aside whose step has failed for good: within the failure budget of their role they hold only themselves. They go on by
 * themselves once their step is retried or skipped, and what comes after the batches of their role waits for them. In the transaction in
 * which the step becomes dead, with the upgrade locked: no step begins meanwhile.
 */
package org.octane.engine.aside;
