package org.octane.cli.progress;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.octane.cli.client.ActiveStep;
import org.octane.cli.client.Event;
import org.octane.cli.client.Stage;
import org.octane.cli.client.Upgrade;
import org.octane.cli.render.DurationText;
import org.octane.cli.render.NodeText;
import org.octane.cli.render.TimeText;
import org.octane.cli.render.VisibleOut;
import org.octane.security.Visible;

/** Progress drawn over itself on a terminal: a line and a bar for each stage, then what runs now. */
final class ScreenProgress implements Progress {

    private static final int BAR = 20;
    private static final int BUSY_SHOWN = 8;

    private final Terminal terminal;
    private final PrintWriter out;
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
    public void state(Upgrade upgrade, List<ActiveStep> busy) {
        List<String> lines = new ArrayList<>();
        lines.add("Upgrade " + upgrade.id() + " " + upgrade.name() + ": " + upgrade.status()
                + (TimeText.left(upgrade).isEmpty() ? "" : ", " + TimeText.left(upgrade)));
        for (Stage stage : upgrade.stages()) {
            lines.add(String.format(
                    "  %-16s %s %4d/%-4d %s",
                    stage.name(), bar(stage), stage.done(), stage.steps(), TimeText.elapsed(stage)));
        }
        for (ActiveStep step : busy.subList(0, Math.min(busy.size(), BUSY_SHOWN))) {
            lines.add(String.format(
                    "  › %s %s  %s",
                    step.title(), NodeText.text(step.nodes()), DurationText.between(step.started(), "")));
        }
        if (busy.size() > BUSY_SHOWN) {
            lines.add("  › and " + (busy.size() - BUSY_SHOWN) + " more");
        }
        draw(lines);
    }

    @Override
    public void lost(String sentence) {
        draw(List.of(sentence));
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
