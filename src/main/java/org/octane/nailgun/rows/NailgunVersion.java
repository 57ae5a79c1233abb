package org.octane.nailgun.rows;

/**
 * The Nailgun that a database is of, told by its columns: what the API shows and which rule comes first differ from one to the
 * next. A later one has all columns that tell an earlier one.
 */
public enum NailgunVersion {
    V7_0,
    V8_0,
    /** From 9.0 on; what came with 9.1 or 9.2 is told by columns of its own. */
    V9;

    public static NailgunVersion of(Rows rows) {
        if (rows.has("tasks", "deleted_at")) {
            return V9;
        }
        return rows.has("clusters", "components") ? V8_0 : V7_0;
    }

    public boolean since(NailgunVersion other) {
        return compareTo(other) >= 0;
    }
}
