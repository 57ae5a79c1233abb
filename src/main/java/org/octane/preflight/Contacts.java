package org.octane.preflight;

import java.util.List;
import org.octane.node.NodeContacts.Contact;

/** All nodes concerned, reached at the same time. */
final class Contacts {

    private Contacts() {}

    static List<Contact> of(Subject subject, Looks looks) {
        return subject.installed().stream().map(looks::reach).toList().stream()
                .map(contact -> Looks.join(contact::join))
                .toList();
    }
}
