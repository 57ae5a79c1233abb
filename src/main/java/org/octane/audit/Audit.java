package org.octane.audit;

/** Keeps what was done. */
public interface Audit {

    void note(AuditEntry entry);
}
