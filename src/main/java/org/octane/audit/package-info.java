/** Who did what, from where, and what came of it: {@link org.octane.audit.AuditTable}, which is only ever added to. */
package org.octane.audit;
