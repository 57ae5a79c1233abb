package org.octane.astute;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.octane.nailgun.Provisioner;
import org.octane.nailgun.Task;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Installations that were asked for over REST and belong to no step. They wait in the table of casts until Astute is
 * free; {@link #tend} is called again and again, and gives up what is overdue, too, should no step look at it.
 */
public final class Orders implements Provisioner {

    private static final KeptData AS_NAILGUN_HAS_MARKED = new KeptData(Set.of());
    private static final long NO_STEP = 0;

    private final Caster caster;
    private final TransactionTemplate outside;

    /** @param outside of any transaction: an intent is committed before its message is sent */
    Orders(Caster caster, TransactionTemplate outside) {
        this.caster = caster;
        this.outside = outside;
    }

    @Override
    public void provision(int cluster, List<Integer> nodes, Task task) {
        outside.executeWithoutResult(status -> order(cluster, nodes, task));
    }

    private void order(int cluster, List<Integer> nodes, Task task) {
        var now = caster.casts().now();
        caster.casts()
                .await(new Cast(
                        UUID.fromString(task.uuid()),
                        NO_STEP,
                        NO_STEP,
                        1,
                        CastKind.PROVISION,
                        cluster,
                        nodes,
                        "waiting",
                        0,
                        null,
                        false,
                        now,
                        null,
                        null,
                        null,
                        now,
                        now));
        tend();
    }

    /** Gives up what is overdue, asks after what is silent, casts what waits. */
    public void tend() {
        caster.look();
        caster.casts()
                .next(CastKind.PROVISION, caster.settings())
                .ifPresent(cast -> caster.dispatch(cast, () -> caster.messages()
                        .provision(cast.task(), cast.cluster(), cast.nodes(), AS_NAILGUN_HAS_MARKED)));
    }
}
