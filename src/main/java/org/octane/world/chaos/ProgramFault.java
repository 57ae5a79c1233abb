package org.octane.world.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fault that strikes programs on nodes: their shells follow its rule. */
record ProgramFault(int number, Fault fault, List<String> nodes, ProgramRules rules, ChaosLog log) implements Effect {

    @Override
    public void begin() {
        for (var node : nodes) {
            switch (fault.kind()) {
                case STUCK -> rules.mark(node, "stuck/" + fault.part(), fault.text());
                case FULL -> rules.mark(node, "full", fault.text());
                default -> {}
            }
            if (fault.kind() != FaultKind.STUCK) {
                rules.programs(fault).forEach(program -> rules.put(node, program, number, assignments()));
            }
        }
        log.struck(fault.text(), "begins");
    }

    @Override
    public void end() {
        for (var node : nodes) {
            rules.programs(fault).forEach(program -> rules.remove(node, program, number));
            switch (fault.kind()) {
                case STUCK -> rules.unmark(node, "stuck/" + fault.part());
                case FULL -> rules.unmark(node, "full");
                default -> {}
            }
        }
        log.struck(fault.text(), "ends");
    }

    private Map<String, String> assignments() {
        var words = new HashMap<String, String>();
        words.put("KIND", fault.kind().word());
        words.put("TEXT", fault.text());
        words.put("NTH", Integer.toString(fault.nth()));
        words.put("TIMES", Integer.toString(fault.kind() == FaultKind.FAIL ? fault.times() : Fault.FOR_EVER));
        words.put("ARGS", fault.text(FaultOption.ARGS, ""));
        words.put("SAYS", fault.text(FaultOption.SAYS, ""));
        words.put("EXIT", fault.text(FaultOption.EXIT, ""));
        words.put("BYTES", fault.has(FaultOption.BYTES) ? Long.toString(fault.size(FaultOption.BYTES, 0)) : "");
        words.put("FACTOR", fault.text(FaultOption.FACTOR, "1"));
        words.put(
                "BY",
                Long.toString(fault.duration(FaultOption.BY, Duration.ZERO).toSeconds()));
        return words;
    }
}
