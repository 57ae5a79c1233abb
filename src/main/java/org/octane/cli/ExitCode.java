package org.octane.cli;

/** What a command's exit status says to a script; listed in every usage message. */
final class ExitCode {

    static final int OK = 0;
    /** The upgrade that was waited for or watched did not succeed, or Octane itself has an error. */
    static final int UPGRADE_FAILED = 1;

    static final int USAGE = 2;
    /** Nobody answers, or a server that can't work now: it may pass by itself. */
    static final int UNREACHABLE = 3;

    static final int REFUSED = 4;
    /** A check of the pre-flight fails that nobody ignores. */
    static final int UNFIT = 5;

    private ExitCode() {}
}
