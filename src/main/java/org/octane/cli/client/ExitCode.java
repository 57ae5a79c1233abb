package org.octane.cli.client;

/** What a command's exit status says to a script; listed in every usage message. */
public final class ExitCode {

    public static final int OK = 0;
    /** The upgrade that was waited for or watched did not succeed, or Octane itself has an error. */
    public static final int UPGRADE_FAILED = 1;

    public static final int USAGE = 2;
    /** No server answers, or it can't work now: the same command may succeed later. */
    public static final int UNREACHABLE = 3;

    public static final int REFUSED = 4;
    /** A check of the pre-flight fails and is not ignored, or none was made; nothing was changed. */
    public static final int UNFIT = 5;

    private ExitCode() {}
}
