/** Octane's own tables: brought up to date by whoever starts first, and used by servers of two releases at the same time. */
package org.octane.server.schema;
