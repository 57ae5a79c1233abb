/**
 * The nodes over SSH: one pooled session per node, strict host keys, deadlines, remote jobs that outlive the connection
 * and streams between nodes. One way to run a remote command: the Camel component {@code node:}.
 */
package org.octane.node;
