package org.octane.world.chaos;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * A fault as somebody asked for it.
 *
 * @param text as it was written
 * @param node Nailgun's id, {@code master}, or {@code *} for all; empty if it strikes no node
 * @param part the program, the resource or the service; {@code *} for all programs
 */
record Fault(String text, FaultKind kind, String node, String part, Map<FaultOption, String> options) {

    static final String ALL = "*";
    static final int FOR_EVER = Integer.MAX_VALUE;

    boolean has(FaultOption option) {
        return options.containsKey(option);
    }

    String text(FaultOption option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    Duration duration(FaultOption option, Duration otherwise) {
        var value = options.get(option);
        if (value == null) {
            return otherwise;
        }
        var unit = value.replaceFirst("^[-0-9.]+", "");
        var millis =
                switch (unit) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    default -> 3_600_000;
                };
        var number = new BigDecimal(value.substring(0, value.length() - unit.length()));
        return Duration.ofMillis(number.multiply(BigDecimal.valueOf(millis)).longValue());
    }

    int number(FaultOption option, int otherwise) {
        var value = options.get(option);
        if (value == null) {
            return otherwise;
        }
        return value.equals("forever") ? FOR_EVER : Integer.parseInt(value);
    }

    /** Bytes. */
    long size(FaultOption option, long otherwise) {
        var value = options.get(option);
        if (value == null) {
            return otherwise;
        }
        var last = value.charAt(value.length() - 1);
        if (Character.isDigit(last)) {
            return Long.parseLong(value);
        }
        return Long.parseLong(value.substring(0, value.length() - 1)) << (last == 'k' ? 10 : 20);
    }

    /** How often it strikes: once, unless told a number, or a time in which it does so always. */
    int times() {
        return number(FaultOption.TIMES, has(FaultOption.FOR) ? FOR_EVER : 1);
    }

    /** From which of its own occasions on it strikes; where it waits for another one, that one is counted instead. */
    int nth() {
        return triggered() ? 1 : number(FaultOption.NTH, 1);
    }

    /** It keeps its connections and does nothing, instead of going. */
    boolean freezes() {
        return text(FaultOption.MODE, "stop").equals("pause");
    }

    boolean onReplies() {
        return kind.place() == FaultKind.Place.REPLIES;
    }

    /** Waits for an occasion before its time begins to run. */
    boolean triggered() {
        return has(FaultOption.WHEN) || has(FaultOption.ON) && !onReplies();
    }

    boolean strikes(String nodeId) {
        return node.equals(ALL) || node.equals(nodeId);
    }
}
