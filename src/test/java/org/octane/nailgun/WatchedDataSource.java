package org.octane.nailgun;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database whose statements are noted, and before each of which something may happen. */
public final class WatchedDataSource extends DelegatingDataSource {

    /** What happens before a statement. */
    public interface Watcher {
        void before(Connection connection, String sql) throws SQLException;
    }

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private volatile Watcher watcher = (connection, sql) -> {};

    public WatchedDataSource(DataSource watched) {
        super(watched);
    }

    public void watch(Watcher wanted) {
        watcher = wanted;
    }

    /** Statements sent since the last call of this method. */
    public List<String> sent() {
        var sent = List.copyOf(statements);
        statements.clear();
        return sent;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (result instanceof PreparedStatement prepared) {
                return statement(PreparedStatement.class, prepared, connection, arguments[0].toString());
            }
            return result instanceof Statement plain ? statement(Statement.class, plain, connection, null) : result;
        });
    }

    private <T extends Statement> T statement(Class<T> type, T statement, Connection connection, String prepared) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                var sql = prepared == null ? arguments[0].toString() : prepared;
                statements.add(sql);
                watcher.before(connection, sql);
            }
            return invoke(statement, method, arguments);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private interface After {
        Object result(Method method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        InvocationHandler handler =
                (self, method, arguments) -> after.result(method, arguments, invoke(target, method, arguments));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
