package org.octane.step;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/**
 * What each log line of this thread says until it is closed: {@code upgrade}, {@code stage}, {@code step}, {@code name},
 * {@code node} and {@code attempt}. Work that goes on in another thread takes {@link #context} with it.
 */
public final class StepLog implements AutoCloseable {

    private static final String NODE = "node";

    private final Map<String, String> before = context();

    private StepLog(Map<String, String> added) {
        added.forEach(MDC::put);
    }

    /** @param step the number of its row */
    public static StepLog of(long upgrade, String stage, long step, String name, int attempt, List<Integer> nodes) {
        var said = new TreeMap<>(Map.of(
                "upgrade", Long.toString(upgrade),
                "stage", stage,
                "step", Long.toString(step),
                "name", name,
                "attempt", Integer.toString(attempt)));
        if (!nodes.isEmpty()) {
            said.put(NODE, nodes.stream().map(Object::toString).collect(Collectors.joining(",")));
        }
        return new StepLog(said);
    }

    /** What concerns an upgrade and none of its steps, though a step's end may be what it follows from. */
    public static StepLog ofUpgrade(long upgrade) {
        var log = new StepLog(Map.of());
        MDC.clear();
        MDC.put("upgrade", Long.toString(upgrade));
        return log;
    }

    /** What is done on one of the step's nodes, or on a node without any step. */
    public static StepLog onNode(int node) {
        return new StepLog(Map.of(NODE, Integer.toString(node)));
    }

    /** In another thread, what {@link #context} was in the first one. */
    public static StepLog in(Map<String, String> context) {
        return new StepLog(context);
    }

    /** What a log line of this thread says now. */
    public static Map<String, String> context() {
        var context = MDC.getCopyOfContextMap();
        return context == null ? Map.of() : context;
    }

    @Override
    public void close() {
        MDC.setContextMap(before);
    }
}
