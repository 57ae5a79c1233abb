package org.octane.preflight.beans;

import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.octane.nailgun.UpgradeChecks;
import org.octane.nailgun.VersionedSettings;
import org.octane.preflight.BrokerProbes;
import org.octane.preflight.Check;
import org.octane.preflight.TaskFaults;
import org.octane.preflight.cloud.CephHealth;
import org.octane.preflight.cloud.CephPools;
import org.octane.preflight.cloud.EvacuationMemory;
import org.octane.preflight.cloud.InstancesInError;
import org.octane.preflight.cloud.LastCompute;
import org.octane.preflight.cloud.OtherDatabases;
import org.octane.preflight.cloud.ReleaseVersions;
import org.octane.preflight.cloud.UnmovableInstances;
import org.octane.preflight.nailgun.ClusterStatus;
import org.octane.preflight.nailgun.ControllerRoles;
import org.octane.preflight.nailgun.ControllersInPlace;
import org.octane.preflight.nailgun.DataMigrations;
import org.octane.preflight.nailgun.DataVolumes;
import org.octane.preflight.nailgun.DeploymentTasks;
import org.octane.preflight.nailgun.HostNames;
import org.octane.preflight.nailgun.KeptPartitions;
import org.octane.preflight.nailgun.NetworkTemplates;
import org.octane.preflight.nailgun.NodeStatus;
import org.octane.preflight.nailgun.NodesOnline;
import org.octane.preflight.nailgun.OthersAtWork;
import org.octane.preflight.nailgun.PluginAnswers;
import org.octane.preflight.nailgun.ReadableRows;
import org.octane.preflight.nailgun.ReleaseOrder;
import org.octane.preflight.nailgun.RunningTasks;
import org.octane.preflight.nailgun.SpareDisks;
import org.octane.preflight.nailgun.SpareServers;
import org.octane.preflight.nailgun.StayingNodes;
import org.octane.preflight.nailgun.StorageBackends;
import org.octane.preflight.nailgun.TargetRoles;
import org.octane.preflight.reach.AstuteBroker;
import org.octane.preflight.reach.HostKeyMatch;
import org.octane.preflight.reach.OwnBroker;
import org.octane.preflight.reach.ProbedTargets;
import org.octane.preflight.reach.SshReach;
import org.octane.preflight.room.RoomOnMaster;
import org.octane.preflight.room.RoomOnOriginal;
import org.octane.preflight.room.RoomOnRoot;
import org.octane.preflight.room.RoomOnSeed;
import org.octane.probe.FirstLook;

/** All checks, in the order in which they are shown. */
final class Checks {

    private Checks() {}

    static List<Check> all(
            UpgradeChecks nailgun,
            VersionedSettings versions,
            Predicate<UUID> ownTasks,
            BrokerProbes brokers,
            TaskFaults tasks,
            IntFunction<FirstLook.Found> probed) {
        return List.of(
                new ReadableRows(nailgun),
                new ReleaseOrder(nailgun),
                new DeploymentTasks(nailgun, tasks),
                new DataMigrations(nailgun),
                new RunningTasks(nailgun),
                new PluginAnswers(versions),
                new OthersAtWork(versions, ownTasks),
                new StayingNodes(),
                new TargetRoles(nailgun),
                new HostNames(),
                new ControllerRoles(nailgun),
                new NetworkTemplates(nailgun),
                new StorageBackends(nailgun),
                new DataVolumes(nailgun),
                new ClusterStatus(nailgun),
                new ControllersInPlace(),
                new KeptPartitions(versions),
                new NodeStatus(),
                new NodesOnline(),
                new SpareServers(),
                new SpareDisks(nailgun),
                new SshReach(),
                new HostKeyMatch(),
                new OwnBroker(brokers.own()),
                new AstuteBroker(brokers.astute(), brokers.astuteAddress()),
                new ProbedTargets(probed),
                new ReleaseVersions(),
                new RoomOnMaster(),
                new RoomOnOriginal(),
                new RoomOnRoot(versions),
                new RoomOnSeed(nailgun),
                new CephHealth(),
                new CephPools(),
                new OtherDatabases(),
                new InstancesInError(),
                new UnmovableInstances(),
                new LastCompute(),
                new EvacuationMemory());
    }
}
