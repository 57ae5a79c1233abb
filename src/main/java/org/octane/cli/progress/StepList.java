package org.octane.cli.progress;

import java.util.List;

/** What runs and waits now, for a list that may be as long as it is. */
public final class StepList {

    /** More steps than these are told by roles. */
    private static final int MOST = 30;

    private StepList() {}

    /** @param width of a line; 0: any */
    public static List<String> lines(Situation now, int width) {
        return now.busy().size() <= MOST
                ? StepTexts.each(now.busy(), now.names(), width)
                : StepTexts.byRole(now.busy(), now.names(), width, MOST);
    }
}
