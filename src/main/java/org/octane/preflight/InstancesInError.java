package org.octane.preflight;

import java.util.Map;

/** No VM is in status ERROR. */
final class InstancesInError implements Check {

    @Override
    public String name() {
        return "instances-in-error";
    }

    @Override
    public String why() {
        return "A VM in status ERROR can neither be moved nor stopped; its compute would not be emptied.";
    }

    @Override
    public String needless(Subject subject) {
        return Needless.withoutNova(subject);
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var said = looks.answer(subject.controller(), "instances", Map.of());
        int count = Integer.parseInt(said.get("count"));
        return count == 0
                ? Verdict.passed("No VM is in status ERROR.")
                : Verdict.failed(
                        count + (count == 1 ? " VM is" : " VMs are") + " in status ERROR: " + said.get("instances")
                                + ".",
                        "Repair them (nova reset-state --active, then reboot) or delete them.");
    }
}
