package org.octane.node;

import java.util.regex.Pattern;

/**
 * What a look at a remote job prints: what the job has printed since the last look, and the rest.
 *
 * @param said by the job, for the log of its step
 * @param rest what is not between the marks of {@code node/job/look.sh}
 * @param repeated whether the rest is what the job printed as well, as told before
 */
record JobWords(String said, String rest, boolean repeated) {

    private static final Pattern SAID = Pattern.compile("(?s)^octane-job-said\\n(.*)\\noctane-job-said-end\\n");
    private static final String REPEATED = "octane-job-failed\n";

    static JobWords in(String stdout) {
        var found = SAID.matcher(stdout);
        boolean any = found.find();
        var rest = any ? stdout.substring(found.end()) : stdout;
        boolean repeated = rest.startsWith(REPEATED);
        return new JobWords(any ? found.group(1) : "", repeated ? rest.substring(REPEATED.length()) : rest, repeated);
    }
}
