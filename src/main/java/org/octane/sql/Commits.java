package org.octane.sql;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Transactions that remember of each thread whether it has committed one, or has tried to and never learned what became of it. */
public final class Commits extends JdbcTransactionManager {

    private static final long serialVersionUID = 1;

    private static final ThreadLocal<Boolean> TRIED = new ThreadLocal<>();

    Commits(DataSource source) {
        super(source);
    }

    /** Whether this thread has since {@link #forget}, in whatever database. */
    public static boolean any() {
        return TRIED.get() != null;
    }

    /** From now on it has not. */
    public static void forget() {
        TRIED.remove();
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        if (!status.isReadOnly()) {
            TRIED.set(true);
        }
        super.doCommit(status);
    }
}
