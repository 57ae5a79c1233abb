package org.octane.preflight;

import java.util.List;
import org.octane.nailgun.UpgradeChecks;

/** All checks, in the order in which they are shown. */
final class Checks {

    private Checks() {}

    static List<Check> all(UpgradeChecks nailgun, BrokerLooks brokers) {
        return List.of(
                new ReleaseOrder(nailgun),
                new DeploymentTasks(nailgun),
                new DataMigrations(),
                new RunningTasks(nailgun),
                new ClusterStatus(nailgun),
                new NodeStatus(),
                new NodesOnline(),
                new SpareServers(),
                new SpareDisks(nailgun),
                new SshReach(),
                new HostKeyMatch(),
                new OwnBroker(brokers.own()),
                new AstuteBroker(brokers.astute(), brokers.astuteAddress()),
                new ReleaseVersions(),
                new RoomOnMaster(),
                new RoomOnOriginal(),
                new RoomOnSeed(nailgun),
                new CephHealth(),
                new CephPools(),
                new InstancesInError(),
                new LastCompute(),
                new EvacuationMemory());
    }
}
