/**
 * What Nailgun does to its own rows around a task that Astute carries out: reads all that nodes have to be told of their
 * cluster, gives addresses and primary roles, starts the task, and writes its progress and end.
 */
package org.octane.nailgun.deployment;
