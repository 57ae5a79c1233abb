package org.octane.cli.progress;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.NodeNames;
import org.octane.cli.render.DurationText;
import org.octane.cli.render.Wrap;

/** Steps that run or wait: a sentence for each, or, where they don't fit, what each role does. */
final class StepTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int SHOWN_NODES = 3;
    private static final int INDENT = 4;

    private StepTexts() {}

    /** One by one; what is tried again comes first. */
    static List<String> each(List<ActiveStep> steps, NodeNames names, int width) {
        return steps.stream()
                .sorted(Comparator.comparing(StepTexts::rank))
                .flatMap(step -> Wrap.lines(sentence(step, names), width, INDENT).stream())
                .toList();
    }

    /** By role and by what they do, and those that are tried again one by one as far as there is room. */
    static List<String> byRole(List<ActiveStep> steps, NodeNames names, int width, int rows) {
        List<String> lines = new ArrayList<>();
        Map<String, List<ActiveStep>> roles = steps.stream()
                .collect(Collectors.groupingBy(step -> role(step, names), TreeMap::new, Collectors.toList()));
        roles.forEach((role, of) -> lines.addAll(Wrap.lines("  " + role + ": " + doing(of), width, INDENT)));
        List<ActiveStep> troubled = steps.stream().filter(ActiveStep::troubled).toList();
        int told = 0;
        for (ActiveStep step : troubled) {
            List<String> sentence = Wrap.lines(sentence(step, names), width, INDENT);
            if (lines.size() + sentence.size() + 1 > rows) {
                break;
            }
            lines.addAll(sentence);
            told++;
        }
        if (told < troubled.size()) {
            lines.add("  › " + (troubled.size() - told) + " more are tried again");
        }
        return lines.size() <= rows ? lines : lines.subList(0, rows);
    }

    static String time(String iso) {
        Instant at = DurationText.instant(iso);
        return at == null ? "?" : TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    private static String sentence(ActiveStep step, NodeNames names) {
        StringBuilder text = new StringBuilder("  › " + step.title());
        String nodes = nodes(step, names);
        if (!nodes.isEmpty()) {
            text.append(" (").append(nodes).append(')');
        }
        String elapsed = DurationText.between(step.started(), "");
        text.append(elapsed.isEmpty() ? "" : " ").append(elapsed);
        if (step.attempt() > 1) {
            text.append(", attempt ").append(step.attempt()).append(" of ").append(step.attempts());
        }
        if (step.status().equals("waiting")) {
            text.append(step.next().isEmpty() ? "" : ", next look " + time(step.next()));
            text.append(step.deadline().isEmpty() ? "" : ", deadline " + time(step.deadline()));
            text.append(
                    step.message().isEmpty()
                            ? ""
                            : ": " + step.message().lines().findFirst().orElse(""));
        }
        return text.toString();
    }

    private static String nodes(ActiveStep step, NodeNames names) {
        List<String> called = step.nodes().stream()
                .map(id -> names.name(Integer.parseInt(id)))
                .toList();
        return called.size() <= SHOWN_NODES
                ? String.join(", ", called)
                : String.join(", ", called.subList(0, SHOWN_NODES)) + " and " + (called.size() - SHOWN_NODES) + " more";
    }

    private static String role(ActiveStep step, NodeNames names) {
        if (step.nodes().isEmpty()) {
            return "cluster";
        }
        int first = Integer.parseInt(step.nodes().get(0));
        List<String> roles = names.roles(first);
        return roles.isEmpty() ? first == 0 ? "master" : "nodes" : String.join(", ", roles);
    }

    private static String doing(List<ActiveStep> steps) {
        return steps.stream()
                .collect(Collectors.groupingBy(ActiveStep::name, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .map(entry -> entry.getValue().size() + " " + entry.getKey() + waiting(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String waiting(List<ActiveStep> steps) {
        long waiting =
                steps.stream().filter(step -> step.status().equals("waiting")).count();
        return waiting == 0 ? "" : waiting == steps.size() ? " (waiting)" : " (" + waiting + " waiting)";
    }

    private static int rank(ActiveStep step) {
        return step.troubled() ? 0 : step.status().equals("waiting") ? 2 : 1;
    }
}
