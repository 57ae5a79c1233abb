/** Whether clouds of one server have what each needs for itself: the databases, and Astute's broker. */
package org.octane.server.apart;
