package org.octane.node;

import java.util.List;
import java.util.regex.Pattern;
import org.octane.step.StepFailure;

/** Failures of what ran on a node, in its own last words. */
final class Broken {

    private static final Pattern FULL = Pattern.compile("(?m)^.*(?:No space left on device|Disk quota exceeded).*$");
    private static final Pattern PATH = Pattern.compile("(/[^\\s'\"‘’:]+)['\"’]?: (?:No space|Disk quota)");

    private Broken() {}

    /**
     * @param what was tried, without a full stop
     * @param output free of secrets
     */
    static StepFailure off(String what, int exitCode, String output) {
        var failure = new StepFailure(what + ": " + lastLine(output, exitCode), true, exitCode, output, "");
        return fullDisk(failure, "the node");
    }

    /** A disk that is full stays so until somebody makes room: such a failure is no longer passing, and says what to do. */
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
                        + ", then retry: what was half written is no file yet, the step begins it anew or goes on with"
                        + " it.");
    }

    static String lastLine(String stderr, int exitCode) {
        List<String> lines = stderr.strip().lines().toList();
        return lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1);
    }
}
