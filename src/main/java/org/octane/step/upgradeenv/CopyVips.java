package org.octane.step.upgradeenv;

import java.util.Map;
import java.util.TreeSet;
import org.octane.nailgun.Seeds;
import org.octane.nailgun.model.Vip;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/** Step {@code copy-vips}: every virtual address that users and services of the original know is the seed's. */
public final class CopyVips {

    private final Seeds nailgun;

    public CopyVips(Seeds nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        var missing = addresses(call.original());
        var seeds = addresses(call.seed());
        missing.removeAll(seeds);
        return missing.isEmpty()
                ? Outcome.done(
                        "The seed has the original's " + seeds.size() + " virtual addresses.",
                        Map.of("vips", String.join(" ", seeds)))
                : Outcome.missing("The seed lacks the virtual addresses " + String.join(", ", missing) + ".");
    }

    public Outcome act(StepCall call) {
        nailgun.copyVips(call.seed());
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    /** They go with the seed. */
    public Outcome undo(StepCall call) {
        return Outcome.done("The virtual addresses go with the seed.");
    }

    /** Of the networks that users and services use; a plugin's own are its business. */
    private TreeSet<String> addresses(int cluster) {
        var addresses = new TreeSet<String>();
        nailgun.vips(cluster).stream()
                .filter(vip ->
                        vip.networkName().equals("public") || vip.networkName().equals("management"))
                .map(Vip::address)
                .forEach(addresses::add);
        return addresses;
    }
}
