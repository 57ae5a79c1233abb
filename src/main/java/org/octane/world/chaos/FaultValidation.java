package org.octane.world.chaos;

/** Checks that the options of one fault go together. */
final class FaultValidation {

    private FaultValidation() {}

    /** @throws IllegalArgumentException see {@link FaultSpec#check} */
    static void hold(Fault fault) {
        for (var needed : fault.kind().needs()) {
            if (!fault.has(needed)) {
                throw FaultSpec.wrong(fault.text(), fault.kind().word() + " needs " + needed.key() + "=.");
            }
        }
        if (fault.has(FaultOption.WHEN) && fault.has(FaultOption.ON)) {
            throw FaultSpec.wrong(fault.text(), "when= and on= are two occasions; it can wait for one.");
        }
        if (fault.freezes() && fault.part().equals("worker")) {
            throw FaultSpec.wrong(fault.text(), "a worker can't pause, only all of astute.");
        }
        if (fault.kind() == FaultKind.LATE && fault.text(FaultOption.BY, "").startsWith("-")) {
            throw FaultSpec.wrong(fault.text(), "no reply arrives before it is sent.");
        }
        if (fault.has(FaultOption.NTH) && !fault.triggered() && !fault.kind().counts()) {
            throw FaultSpec.wrong(fault.text(), "nth= counts the occasions of when= or on=.");
        }
    }
}
