package org.octane.node;

import java.util.List;
import java.util.regex.Pattern;
import org.octane.failure.Code;
import org.octane.step.StepFailure;

/** Makes a {@link StepFailure} of a command that failed on a node; its sentence is the last line that the command printed. */
final class ScriptFailure {

    private static final Pattern FULL = Pattern.compile("(?m)^.*(?:No space left on device|Disk quota exceeded).*$");
    private static final Pattern PATH = Pattern.compile("(/[^\\s'\"‘’:]+)['\"’]?: (?:No space|Disk quota)");

    private ScriptFailure() {}

    /**
     * @param what was tried, without a full stop
     * @param output free of secrets
     */
    static StepFailure of(String what, int exitCode, String output) {
        var failure = new StepFailure(what + ": " + lastLine(output, exitCode), true, exitCode, output, "");
        return fullDisk(failure, "the node");
    }

    /** If the output says that a disk is full, a failure that is not tried again and says what to do; else the same failure. */
    static StepFailure fullDisk(StepFailure failure, String node) {
        var line = FULL.matcher(failure.output());
        if (!line.find()) {
            return failure;
        }
        var path = PATH.matcher(line.group());
        var where = path.find() ? "where " + path.group(1) + " is" : "where it writes (df -h shows which one)";
        return new StepFailure(
                        failure.getMessage().contains(line.group())
                                ? failure.getMessage()
                                : "Disk full: " + line.group().strip(),
                        false,
                        failure.exitCode(),
                        failure.output(),
                        "Make room on the filesystem of " + node + " " + where
                                + ", then retry: no file was replaced by half of a new one, and the retry writes it again or"
                                + " continues it.")
                .as(Code.DISK_FULL);
    }

    /** The last line, which names the program that gave no answer, and the line before it: what that program said last. */
    static String withProgramsWords(String stderr, int exitCode) {
        var lines = stderr.strip().lines().filter(line -> !line.isBlank()).toList();
        return lines.size() < 2
                ? lastLine(stderr, exitCode)
                : lines.get(lines.size() - 1) + ": "
                        + lines.get(lines.size() - 2).strip();
    }

    static String lastLine(String stderr, int exitCode) {
        List<String> lines = stderr.strip().lines().toList();
        return lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1);
    }
}
