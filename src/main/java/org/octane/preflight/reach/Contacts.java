package org.octane.preflight.reach;

import java.util.List;
import org.octane.node.NodeContacts.Contact;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.Subject;

/** All nodes concerned, reached at the same time. */
final class Contacts {

    private Contacts() {}

    static List<Contact> of(Subject subject, NodeProbes probes) {
        return subject.installed().stream().map(probes::reach).toList().stream()
                .map(contact -> NodeProbes.join(contact::join))
                .toList();
    }
}
