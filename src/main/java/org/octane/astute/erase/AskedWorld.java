package org.octane.astute.erase;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.octane.failure.Code;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.Machine;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.node.probe.Told;
import org.octane.step.StepFailure;
import org.octane.step.StepLog;

/**
 * Asks Nailgun whose the nodes are, each node what it is and does, and a controller of the side that serves what nova and Ceph have there.
 * A spare server is asked nothing: it runs what Nailgun booted it with. Neither is who does not answer, once this step has begun to erase
 * it.
 */
public final class AskedWorld implements Erasing {

    private static final int AT_ONCE = 16;
    private static final String CONTROLLER = "controller";

    private final Deployments nailgun;
    private final ErasureLooks looks;

    public AskedWorld(Deployments nailgun, ErasureLooks looks) {
        this.nailgun = nailgun;
        this.looks = looks;
    }

    @Override
    public void mustBeHarmless(Erasure erasure) {
        var machines = nailgun.machines(erasure.nodes());
        mustBeThere(erasure, machines);
        machines.forEach(machine -> mustBeMeant(erasure, machine));
        var installed = machines.stream().filter(machine -> !machine.isSpare()).toList();
        askEach(erasure, installed);
        askCloud(
                erasure,
                installed.stream().filter(machine -> !machine.has(CONTROLLER)).toList());
    }

    private static void mustBeThere(Erasure erasure, List<Machine> machines) {
        var gone = new TreeSet<>(erasure.nodes());
        machines.forEach(machine -> gone.remove(machine.id()));
        if (!gone.isEmpty()) {
            throw refused(
                    "Nailgun has no nodes " + gone + " any more", "See who deleted them, and take them back in Fuel.");
        }
    }

    private static void mustBeMeant(Erasure erasure, Machine machine) {
        if (machine.cluster() == null || machine.cluster() != erasure.cluster()) {
            throw refused(
                    machine.hostname() + " is in "
                            + (machine.cluster() == null ? "no cluster" : "cluster " + machine.cluster())
                            + ", not in cluster " + erasure.cluster() + " as when this was planned",
                    erasure.told(
                            "See who moved it, and move it back, or go on without it: octane skip %d %d --reason TEXT"));
        }
        if (isNew(erasure, machine) && NodeOperation.PROVISION.isReachedBy(machine.status())) {
            throw refused(
                    machine.hostname() + " is in status " + machine.status() + " in cluster " + erasure.cluster()
                            + ": it was installed already, and not by this step",
                    asItShouldBe(erasure));
        }
    }

    private void askEach(Erasure erasure, List<Machine> machines) {
        if (machines.isEmpty()) {
            return;
        }
        var target = target(erasure);
        var threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, machines.size()));
        try {
            var asked = new ArrayList<CompletableFuture<Void>>();
            machines.forEach(machine -> asked.add(asking(erasure, machine, target, threads)));
            asked.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private CompletableFuture<Void> asking(Erasure erasure, Machine machine, String target, Executor threads) {
        var context = StepLog.context();
        return CompletableFuture.runAsync(
                () -> {
                    var log = StepLog.in(context);
                    try {
                        ask(erasure, machine, target);
                    } finally {
                        log.close();
                    }
                },
                threads);
    }

    private void ask(Erasure erasure, Machine machine, String target) {
        Told told;
        try {
            told = new Told(machine.hostname(), "what it does", looks.node(machine.id(), erasure.call()));
        } catch (RuntimeException e) {
            if (mayBeSilent(erasure, machine)) {
                return;
            }
            throw e;
        }
        mustBeTheMachine(erasure, machine, told);
        mustNotServe(erasure, machine, told);
        if (isNew(erasure, machine) && told.of("release").equals(target)) {
            throw refused(
                    machine.hostname() + " says itself that it was deployed with " + told.of("release")
                            + " already, and not by this step",
                    asItShouldBe(erasure));
        }
    }

    private static void mustBeTheMachine(Erasure erasure, Machine machine, Told told) {
        var macs = List.of(told.of("macs").split(" "));
        if (told.of("macs").isBlank() || machine.macs().isEmpty()) {
            throw StepFailure.passing("Nobody tells which network cards " + machine.hostname() + " has.");
        }
        if (Collections.disjoint(macs, machine.macs())) {
            throw refused(
                    "At the address of " + machine.hostname() + " is a machine with other network cards: "
                            + String.join(", ", macs) + "; Nailgun has " + String.join(", ", machine.macs()),
                    erasure.told(
                            "Find out which machine it is, and correct its address or its cards in Nailgun; then: octane retry"
                                    + " %d %d"));
        }
    }

    private static void mustNotServe(Erasure erasure, Machine machine, Told told) {
        var signs = told.of("serves");
        var wire = told.of("wire");
        if (machine.has(CONTROLLER) && !signs.isBlank() && !wire.isBlank()) {
            throw refused(
                    machine.hostname() + " serves the API: it has " + signs + " and is on the wire by " + wire,
                    erasure.told(
                            "See which controllers serve: crm_mon -1 on each. Once others have taken over, cut this one off, then:"
                                    + " octane retry %d %d"));
        }
        long vms = told.number("vms");
        if (vms > 0) {
            throw refused(
                    vms + (vms == 1 ? " VM runs on " : " VMs run on ") + machine.hostname() + ", seen there itself",
                    emptied(erasure));
        }
    }

    private void askCloud(Erasure erasure, List<Machine> machines) {
        if (machines.isEmpty()) {
            return;
        }
        var nodes = machines.stream().map(Machine::id).toList();
        var names = machines.stream().map(Machine::hostname).collect(Collectors.joining(", "));
        var told = new Told("The controller that serves", "what is on " + names, looks.cloud(nodes, erasure.call()));
        // Who was not asked has told of nothing either.
        told.of("asked");
        var refused = told.each("refused.");
        if (!refused.isEmpty()) {
            throw refused(String.join("; ", refused), emptied(erasure));
        }
        var busy = told.each("busy.");
        if (!busy.isEmpty()) {
            throw StepFailure.unreachable(
                    "Nothing is installed while this is so: " + String.join("; ", busy),
                    "See 'ceph -s' on a controller.");
        }
    }

    private static boolean isNew(Erasure erasure, Machine machine) {
        return erasure.installs() && !erasure.isOfNoStep() && !erasure.isWayBack() && !erasure.hasBegun(machine.id());
    }

    /** Where it was erased before, and where what was never installed to its end is removed. */
    private static boolean mayBeSilent(Erasure erasure, Machine machine) {
        return erasure.hasBegun(machine.id())
                || (erasure.installs() ? erasure.isWayBack() : !machine.status().equals("ready"));
    }

    /** What they are to have; read once, since it is all that Nailgun knows of the cluster. */
    private String target(Erasure erasure) {
        return erasure.isWayBack() || erasure.isOfNoStep() || !erasure.installs()
                ? ""
                : nailgun.clusterFor(erasure.cluster(), erasure.nodes())
                        .release()
                        .version();
    }

    private static String asItShouldBe(Erasure erasure) {
        return erasure.told(
                "See who installed it. If it is as it should be, count this step as done, and its deployment too: octane skip"
                        + " %d %d --reason TEXT");
    }

    private static String emptied(Erasure erasure) {
        return erasure.told(
                "Move its VMs or stop them (nova live-migration ID, nova stop ID), keep nova-compute there disabled and see"
                        + " that Ceph can do without its OSDs; then: octane retry %d %d");
    }

    private static StepFailure refused(String found, String remedy) {
        return StepFailure.lasting("Nothing was installed or erased: " + found + ".", remedy)
                .as(Code.NODE_IN_USE);
    }
}
