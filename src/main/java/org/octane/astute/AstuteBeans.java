package org.octane.astute;

import java.time.Clock;
import java.util.Map;
import org.octane.sql.Database;

/** The parts of this package that routes call: replies, orders of REST, and the steps that are casts. */
public final class AstuteBeans {

    private final Map<String, Object> beans;

    public AstuteBeans(Database octane, Database nailgun, Clock clock, AstuteSettings settings, AstuteNeeds needs) {
        var sql = nailgun.sql();
        var casts = new Casts(octane.sql(), clock);
        var replies = new Replies(
                casts,
                octane.transaction(),
                nailgun.transaction(),
                new NodeProgress(sql),
                settings.receiver(),
                needs.hostKeys(),
                needs.mask(),
                needs.wakeUps());
        var reader = new ClusterReader(sql);
        var caster = new Caster(
                settings,
                casts,
                replies,
                new Messages(reader, settings.master()),
                new Preparation(sql, nailgun.transaction(), reader),
                new AstuteQueues(needs.probes()),
                new CamelSender(needs.camel()));
        beans = Map.of(
                "astuteReplies", replies,
                "nailgunProvisioner", new PendingCasts(caster, octane.withoutTransaction(), sql),
                "provisionNodes", new CastStep(CastKind.PROVISION, false, caster, sql),
                "deployNodes", new CastStep(CastKind.DEPLOY, false, caster, sql),
                "deployIsolatedNodes", new CastStep(CastKind.DEPLOY, true, caster, sql));
    }

    /** What routes call, by name. */
    public Map<String, Object> beans() {
        return beans;
    }
}
