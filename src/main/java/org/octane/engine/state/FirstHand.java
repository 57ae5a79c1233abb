package org.octane.engine.state;

import java.util.List;
import java.util.Set;

/** Steps that the instance which has queued them begins itself, in the same commit, instead of hearing of them from the broker. */
@FunctionalInterface
public interface FirstHand {

    /**
     * In the transaction of the caller, who has locked the upgrade; they run once it is committed.
     *
     * @return those that it begins; the others are to be announced
     */
    Set<Long> begin(List<Long> queued);
}
