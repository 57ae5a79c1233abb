package org.octane.step;

import java.util.Collection;
import java.util.Set;
import org.octane.failure.Code;

/** A step did not do what it should. Its texts are shown to operators: no secret may be in them. */
public final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean passing;
    private final boolean away;
    private final Integer exitCode;
    private final String output;
    private final String remedy;
    private final Code code;
    private final transient Set<Integer> proved;

    /**
     * @param message the cause in a sentence
     * @param passing true if trying again may help; false sends the step to the dead letters at once
     * @param exitCode of the command that failed, null if there was none
     * @param output the last lines it printed, may be empty
     * @param remedy what the operator can do, may be empty
     */
    public StepFailure(String message, boolean passing, Integer exitCode, String output, String remedy) {
        this(message, passing, false, exitCode, output, remedy, Code.STEP_FAILED, Set.of());
    }

    private StepFailure(
            String message,
            boolean passing,
            boolean away,
            Integer exitCode,
            String output,
            String remedy,
            Code code,
            Set<Integer> proved) {
        super(message);
        this.passing = passing;
        this.away = away;
        this.exitCode = exitCode;
        this.output = output;
        this.remedy = remedy;
        this.code = code;
        this.proved = proved;
    }

    /** A failure that may pass: connection, timeout, an unproved effect. */
    public static StepFailure passing(String message) {
        return new StepFailure(message, true, null, "", "");
    }

    /**
     * Somebody the step needs cannot be reached: a node that boots, a database that is restarted. It is no attempt of the step,
     * which waits for them as long as it may take at all.
     */
    public static StepFailure unreachable(String message, String remedy) {
        return new StepFailure(message, true, true, null, "", remedy, Code.SERVICE_AWAY, Set.of());
    }

    /** Somebody else is at it, or its time has not come: no attempt either, see {@link #unreachable}. */
    public static StepFailure busy(String message, int exitCode, String output) {
        return new StepFailure(message, true, true, exitCode, output, "", Code.STEP_FAILED, Set.of());
    }

    /** A failure that will not pass by itself. */
    public static StepFailure lasting(String message, String remedy) {
        return new StepFailure(message, false, false, null, "", remedy, Code.STEP_REFUSED, Set.of());
    }

    /** The same without secrets. */
    public StepFailure masked(Mask mask) {
        var masked = new StepFailure(
                mask.masked(getMessage()),
                passing,
                away,
                exitCode,
                mask.masked(output),
                mask.masked(remedy),
                code,
                proved);
        masked.setStackTrace(getStackTrace());
        return masked;
    }

    /** The same under another name. */
    public StepFailure as(Code other) {
        var named = new StepFailure(getMessage(), passing, away, exitCode, output, remedy, other, proved);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /**
     * The same of a step for several nodes, of which some are done.
     *
     * @param nodes those on which its effect was seen; whatever is not known of a node, it is none of them
     */
    public StepFailure provedOn(Collection<Integer> nodes) {
        var partial = new StepFailure(getMessage(), passing, away, exitCode, output, remedy, code, Set.copyOf(nodes));
        partial.setStackTrace(getStackTrace());
        return partial;
    }

    /** Nodes on which the effect was seen all the same; mostly none. */
    public Set<Integer> proved() {
        return proved;
    }

    public Code code() {
        return code;
    }

    public boolean passing() {
        return passing;
    }

    /** See {@link #unreachable}. */
    public boolean away() {
        return away;
    }

    public Integer exitCode() {
        return exitCode;
    }

    public String output() {
        return output;
    }

    public String remedy() {
        return remedy;
    }
}
