/** The commands below {@code env} and {@code node}: another release for a cluster, or its nodes, that stays what it is. */
package org.octane.cli.env;
