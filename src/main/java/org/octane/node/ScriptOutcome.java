package org.octane.node;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.octane.failure.Code;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;

/**
 * What the exit code and the output of a node script mean for its step; the codes are those of {@code node/lib/frame.sh} and {@code node/job}.
 *
 * @param dropped how many bytes of its output are not kept
 * @param node the node in a sentence
 */
record ScriptOutcome(
        int exitCode, JobWords stdout, String stderr, long dropped, boolean job, Duration jobPoll, String node) {

    private static final int MISSING = 3;
    private static final int REFUSED = 4;
    private static final int JOB_RUNS = 10;
    private static final int UNKNOWN = 69;
    private static final int BUSY = 75;
    private static final Pattern RESULT = Pattern.compile("(?m)^octane-result ([a-z0-9._-]+) (.*)$");
    private static final Pattern FRAME = Pattern.compile("(?m)^octane-(?:result|job-age) .*\\R?");
    private static final Pattern AGE = Pattern.compile("(?m)^octane-job-age (\\d+)$");
    private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

    ScriptOutcome(NodeCommands.Result result, boolean job, Duration jobPoll, String node) {
        this(result.exitCode(), JobWords.in(result.stdout()), result.stderr(), result.dropped(), job, jobPoll, node);
    }

    /** For the log of the step: what was printed and not told before. */
    String printed() {
        var cut = dropped > 0 ? "(" + dropped + " bytes before this are not kept)\n" : "";
        var said = stdout.said().isEmpty() ? "" : withoutFrame(stdout.said()) + "\n";
        return cut + said + (stdout.repeated() ? "" : output());
    }

    Outcome outcome(Phase phase) {
        return switch (exitCode) {
            case 0 -> Outcome.done(phase == Phase.CHECK && !job ? "It was so already." : "Done.", results());
            case JOB_RUNS -> Outcome.waiting("The remote job runs.", WakeUp.after(poll()));
            case MISSING -> {
                if (phase == Phase.CHECK || phase == Phase.VERIFY) {
                    yield Outcome.missing(lastLine());
                }
                throw failure(true, Code.NOT_PROVED);
            }
            case REFUSED -> throw failure(false, Code.STEP_REFUSED);
            case BUSY -> throw StepFailure.busy(lastLine(), BUSY, output());
            case UNKNOWN -> throw unanswered(phase);
            default -> throw failure(true, Code.STEP_FAILED);
        };
    }

    /** A look is taken again, for as long as the step may take; what changes something is tried again, as often as it may be. */
    private StepFailure unanswered(Phase phase) {
        var sentence = ScriptFailure.withProgramsWords(stderr, exitCode);
        var failure = ScriptFailure.fullDisk(
                new StepFailure(sentence, true, exitCode, output(), "").as(Code.NO_ANSWER), node);
        var look = phase == Phase.CHECK || phase == Phase.VERIFY;
        return look && failure.passing()
                ? StepFailure.busy(sentence, UNKNOWN, output()).as(Code.NO_ANSWER)
                : failure;
    }

    private Duration poll() {
        var age = AGE.matcher(stdout.rest());
        var tenth = age.find() ? Duration.ofMillis(Long.parseLong(age.group(1)) * 100) : Duration.ZERO;
        var poll = tenth.compareTo(jobPoll) > 0 ? tenth : jobPoll;
        return poll.compareTo(LONGEST_POLL) < 0 ? poll : LONGEST_POLL;
    }

    private Map<String, String> results() {
        var found = new LinkedHashMap<String, String>();
        var matcher = RESULT.matcher(stdout.rest());
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2));
        }
        return found;
    }

    private StepFailure failure(boolean passing, Code code) {
        return ScriptFailure.fullDisk(new StepFailure(lastLine(), passing, exitCode, output(), "").as(code), node);
    }

    /** Without the lines that {@code lib/frame.sh} prints for Octane. */
    private String output() {
        var printed = withoutFrame(stdout.rest());
        // what broke off in the middle of a line is no part of what was said elsewhere
        var end = printed.isEmpty() || printed.endsWith("\n") ? "" : "\n";
        return printed + end + stderr;
    }

    private static String withoutFrame(String text) {
        return FRAME.matcher(text).replaceAll("");
    }

    private String lastLine() {
        return ScriptFailure.lastLine(stderr, exitCode);
    }
}
