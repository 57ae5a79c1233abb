/** What shows to people and to programs that look after a server how it and its upgrades are. */
package org.octane.server.watch;
