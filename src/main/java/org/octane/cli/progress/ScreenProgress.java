package org.octane.cli.progress;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.octane.cli.client.Event;
import org.octane.cli.client.Stage;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.StateText;
import org.octane.cli.render.TimeText;
import org.octane.cli.render.VisibleOut;
import org.octane.cli.render.Wrap;
import org.octane.security.Visible;

/**
 * Progress drawn over itself on a terminal, never more than fits on it: what has to be known first, a line and a bar for each stage, then
 * what runs and waits now: step by step, or by roles where these are too many.
 */
final class ScreenProgress implements Progress {

    private static final int BAR = 20;
    private static final int LEAST_FOR_STEPS = 4;

    private final Terminal terminal;
    private final PrintWriter out;
    private final TimeLeft left = new TimeLeft();
    private int drawn;

    ScreenProgress(Terminal terminal, PrintWriter out) {
        this.terminal = terminal;
        this.out = VisibleOut.terminal(out);
    }

    @Override
    public void event(Event event) {
        // Each event changes the state, which is drawn; the history is told by 'octane status'.
    }

    @Override
    public boolean wantsDetails() {
        return true;
    }

    @Override
    public void state(Situation now) {
        draw(lines(now, Instant.now()));
    }

    List<String> lines(Situation now, Instant at) {
        int width = terminal.columns() - 1;
        Upgrade upgrade = now.upgrade();
        List<String> lines = new ArrayList<>();
        String time = left.text(upgrade, at);
        lines.addAll(Wrap.lines(
                "Upgrade " + upgrade.id() + " " + upgrade.name() + ": " + StateText.of(upgrade)
                        + (time.isEmpty() ? "" : ", " + time),
                width,
                2));
        SituationText.lines(now, at).forEach(line -> lines.addAll(Wrap.lines(Visible.line(line), width, 2)));
        List<String> stages = stages(upgrade, terminal.rows() - 1 - lines.size() - LEAST_FOR_STEPS);
        lines.addAll(stages);
        int room = Math.max(1, terminal.rows() - 1 - lines.size());
        List<String> steps = StepTexts.each(now.busy(), now.names(), width);
        lines.addAll(steps.size() <= room ? steps : StepTexts.byRole(now.busy(), now.names(), width, room));
        return lines.size() < terminal.rows() ? lines : lines.subList(0, terminal.rows() - 1);
    }

    @Override
    public void lost(String sentence) {
        draw(Wrap.lines(Visible.line(sentence), terminal.columns() - 1, 2));
    }

    /** Where not all fit, those that are over are told in one line. */
    private static List<String> stages(Upgrade upgrade, int room) {
        List<String> lines = new ArrayList<>();
        List<Stage> shown = upgrade.stages();
        if (shown.size() > room) {
            List<Stage> open = shown.stream().filter(stage -> !stage.over()).toList();
            lines.add("  " + (shown.size() - open.size()) + " stages are done");
            shown = open;
        }
        for (Stage stage : shown) {
            String line = String.format(
                    "  %-19s %s %4d/%-4d %s",
                    stage.name(), bar(stage), stage.done(), stage.steps(), TimeText.elapsed(stage));
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    private void draw(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        // A line longer than the terminal is wide would wrap, and the next drawing would begin too low.
        lines.stream().map(Visible::line).forEach(line -> text.append("\r\u001b[K")
                .append(line, 0, Math.min(line.length(), terminal.columns() - 1))
                .append('\n'));
        text.append("\u001b[J");
        out.print(text);
        out.flush();
        drawn = lines.size();
    }

    private static String bar(Stage stage) {
        int full = stage.steps() == 0 ? 0 : BAR * stage.done() / stage.steps();
        return "█".repeat(full) + "░".repeat(BAR - full);
    }
}
