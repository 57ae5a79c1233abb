package org.octane.astute;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.octane.astute.repositories.HttpReleaseFiles;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.sql.Database;

/** The parts of this package that routes call: replies, pending casts, and the steps that are casts. */
public final class AstuteBeans {

    private final CastTable casts;
    private final Map<String, Object> beans;

    public AstuteBeans(
            Database octane, Deployments nailgun, Clock clock, AstuteSettings settings, AstuteDependencies needs) {
        casts = new CastTable(octane.sql(), clock);
        var replies = new ReplyReceiver(
                casts,
                octane.transaction(),
                nailgun,
                settings.receiver(),
                needs.hostKeys(),
                needs.mask(),
                needs.wakeUps(),
                new CastOutput(needs.output()));
        var queues = new AstuteQueues(needs.probes());
        var listening = new ReplyListening(casts, queues, needs.camel());
        var dispatcher = new CastDispatcher(
                settings,
                casts,
                new CastWatch(settings, casts, replies, needs.master()),
                replies,
                new AstuteMessages(nailgun, settings.master(), new HttpReleaseFiles(clock), needs.pluginFiles()),
                nailgun,
                queues,
                listening,
                new CamelSender(needs.camel()));
        beans = Map.of(
                "astuteReplies", replies,
                "astuteListening", listening,
                "nailgunProvisioner", new PendingCasts(dispatcher, octane.withoutTransaction(), nailgun, needs),
                "cast-reinstall", new WayBackCast(NodeOperation.PROVISION, dispatcher, nailgun, needs.erasing()),
                "cast-redeploy", new WayBackCast(NodeOperation.DEPLOY, dispatcher, nailgun, needs.erasing()),
                "cast-provision", new CastStep(NodeOperation.PROVISION, dispatcher, nailgun, needs.erasing()),
                "cast-deploy", new CastStep(NodeOperation.DEPLOY, dispatcher, nailgun, needs.erasing()),
                "cast-update", new CastStep(NodeOperation.UPDATE, dispatcher, nailgun, needs.erasing()),
                "cast-switch", new SwitchStep(dispatcher, new SwitchTasks(needs.scripts())));
    }

    /** Whether Octane had this task of Nailgun carried out, or will. */
    public boolean isOwn(UUID task) {
        return casts.knows(task);
    }

    /** What routes call, by name. */
    public Map<String, Object> beans() {
        return beans;
    }
}
