package org.octane.astute;

import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.main.Main;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.step.HostKeys;
import org.octane.step.Mask;
import org.octane.step.WakeUps;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts this package's beans where routes find them: {@code astuteReplies}, {@code nailgunProvisioner}, and the steps {@code provisionNodes},
 * {@code deployNodes} and {@code deployIsolatedNodes}. They use {@code astuteConnection}, {@code wakeUps} and {@code hostKeys} of others.
 */
public final class AstuteBeans {

    private AstuteBeans() {}

    /** @param look where Astute's broker is looked at: connections that fail within seconds */
    public static void bind(
            Main main,
            DataSource octane,
            Deployments nailgun,
            Clock clock,
            AstuteSettings settings,
            ConnectionFactory look,
            Mask mask) {
        var casts = new CastTable(new NamedParameterJdbcTemplate(octane), clock);
        // Looked up when used: others may be bound later.
        HostKeys hostKeys = node -> main.lookup("hostKeys", HostKeys.class).forget(node);
        WakeUps wakeUps = on -> main.lookup("wakeUps", WakeUps.class).wake(on);
        var replies = new ReplyReceiver(
                casts,
                new TransactionTemplate(new JdbcTransactionManager(octane)),
                nailgun,
                settings.receiver(),
                hostKeys,
                mask,
                wakeUps);
        main.bind("astuteReplies", replies);
        var dispatcher = new CastDispatcher(
                settings,
                casts,
                replies,
                new Messages(nailgun, settings.master()),
                nailgun,
                new AstuteQueues(look),
                new CamelSender(main));
        var outside = new TransactionTemplate(new JdbcTransactionManager(octane));
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        main.bind("nailgunProvisioner", new PendingCasts(dispatcher, outside, nailgun));
        main.bind("provisionNodes", new CastStep(NodeOperation.PROVISION, false, dispatcher, nailgun));
        main.bind("deployNodes", new CastStep(NodeOperation.DEPLOY, false, dispatcher, nailgun));
        main.bind("deployIsolatedNodes", new CastStep(NodeOperation.DEPLOY, true, dispatcher, nailgun));
    }
}
