/** Scripts that look at a node and change nothing, and what they say. */
package org.octane.node.probe;
