package org.octane.sql;

import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A database and its transactions: everybody who works on it uses the same transaction manager. */
public record Database(DataSource source, PlatformTransactionManager transactions) {

    public static Database of(DataSource source) {
        return new Database(source, new Commits(source));
    }

    public NamedParameterJdbcTemplate sql() {
        return new NamedParameterJdbcTemplate(source);
    }

    /** Takes part in the caller's transaction, or begins one. */
    public TransactionTemplate transaction() {
        return new TransactionTemplate(transactions);
    }

    /** Outside of any transaction of the caller: each statement is committed at once. */
    public TransactionTemplate withoutTransaction() {
        var outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        return outside;
    }
}
