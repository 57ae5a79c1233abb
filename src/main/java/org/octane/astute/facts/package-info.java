/**
 * The messages that Astute gets, in the shape of the real Nailgun's: how nodes are installed, which deployment tasks they
 * run, and the facts that Puppet reads. Made from what is read of a cluster; nothing here asks a database.
 */
package org.octane.astute.facts;
