package org.octane.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database whose statements are spans, where they are part of one. A statement's text has no values in it: these are bound to it, and
 * stay out of the span.
 */
final class StatementSpans extends DelegatingDataSource {

    private final Tracer tracer;
    private final String database;

    StatementSpans(DataSource source, Tracer tracer, String database) {
        super(source);
        this.tracer = tracer;
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return Span.current().getSpanContext().isValid()
                ? proxy(Connection.class, connection, this::ofConnection)
                : connection;
    }

    private Object ofConnection(Object connection, Method method, Object[] arguments) throws Throwable {
        var answer = call(connection, method, arguments);
        return answer instanceof PreparedStatement statement && arguments[0] instanceof String text
                ? proxy(
                        PreparedStatement.class,
                        statement,
                        (target, called, given) -> called.getName().startsWith("execute")
                                ? traced(text, target, called, given)
                                : call(target, called, given))
                : answer;
    }

    private Object traced(String text, Object statement, Method method, Object[] arguments) throws Throwable {
        var span = tracer.spanBuilder("SQL " + database)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", "postgresql")
                .setAttribute("db.query.text", text)
                .startSpan();
        try {
            return call(statement, method, arguments);
        } catch (SQLException e) {
            // Its message may quote values.
            span.setStatus(StatusCode.ERROR, "SQLSTATE " + e.getSQLState());
            throw e;
        } finally {
            span.end();
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, T target, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? StatementSpans.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (own, method, arguments) -> handler.invoke(target, method, arguments)));
    }
}
