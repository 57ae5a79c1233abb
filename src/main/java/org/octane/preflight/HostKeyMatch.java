package org.octane.preflight;

import org.octane.node.NodeContacts.Contact;
import org.octane.node.NodeContacts.Kind;

/** Every node concerned shows the host key that was pinned for it. */
final class HostKeyMatch implements Check {

    @Override
    public String name() {
        return "host-keys";
    }

    @Override
    public String why() {
        return "Another key means another machine, which would be given the cloud's passwords.";
    }

    @Override
    public String needless(Subject subject) {
        return subject.installed().isEmpty() ? "No node is concerned." : null;
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var contacts = Contacts.of(subject, looks);
        var others = contacts.stream()
                .filter(contact -> contact.kind() == Kind.OTHER_KEY)
                .toList();
        long answered = contacts.stream()
                .filter(contact -> contact.kind() == Kind.ANSWERS)
                .count();
        return others.isEmpty()
                ? Verdict.passed("The pinned host key is shown by " + Verdict.nodes(answered) + ".")
                : Verdict.failed(
                        "Another host key than the pinned one is shown by " + Verdict.nodes(others.size()) + ": "
                                + Verdict.listed(
                                        others.stream().map(Contact::sentence).toList()),
                        others.get(0).remedy());
    }
}
