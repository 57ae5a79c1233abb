package org.octane.astute;

import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.main.Main;
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
            DataSource nailgun,
            Clock clock,
            AstuteSettings settings,
            ConnectionFactory look,
            Mask mask) {
        var sql = new NamedParameterJdbcTemplate(nailgun);
        var nailgunTransaction = new TransactionTemplate(new JdbcTransactionManager(nailgun));
        var casts = new Casts(new NamedParameterJdbcTemplate(octane), clock);
        // Looked up when used: others may be bound later.
        HostKeys hostKeys = node -> main.lookup("hostKeys", HostKeys.class).forget(node);
        WakeUps wakeUps = on -> main.lookup("wakeUps", WakeUps.class).wake(on);
        var replies = new Replies(
                casts,
                new TransactionTemplate(new JdbcTransactionManager(octane)),
                nailgunTransaction,
                new NodeProgress(sql),
                settings.receiver(),
                hostKeys,
                mask,
                wakeUps);
        main.bind("astuteReplies", replies);
        var reader = new ClusterReader(sql);
        var caster = new Caster(
                settings,
                casts,
                replies,
                new Messages(reader, settings.master()),
                new Preparation(sql, nailgunTransaction, reader),
                new AstuteQueues(look),
                new CamelSender(main));
        var outside = new TransactionTemplate(new JdbcTransactionManager(octane));
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        main.bind("nailgunProvisioner", new PendingCasts(caster, outside, sql));
        main.bind("provisionNodes", new CastStep(CastKind.PROVISION, false, caster, sql));
        main.bind("deployNodes", new CastStep(CastKind.DEPLOY, false, caster, sql));
        main.bind("deployIsolatedNodes", new CastStep(CastKind.DEPLOY, true, caster, sql));
    }
}
