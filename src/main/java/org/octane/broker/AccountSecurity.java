package org.octane.broker;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager3;

/**
 * Artemis' security: the broker's owner may do everything. A sender may send commands, read the copies of dead letters, and read
 * answers in queues of its own. Nobody else may do anything.
 */
record AccountSecurity(BrokerLogin owner, Map<String, BrokerLogin> senders) implements ActiveMQSecurityManager3 {

    private static final Set<CheckType> READING = Set.of(CheckType.CONSUME, CheckType.BROWSE);
    private static final Set<CheckType> ANSWERS = Set.of(
            CheckType.CONSUME,
            CheckType.BROWSE,
            CheckType.CREATE_ADDRESS,
            CheckType.CREATE_DURABLE_QUEUE,
            CheckType.CREATE_NON_DURABLE_QUEUE);

    static boolean isAnswerOf(String user, String address) {
        return address.equals("octane.answers." + user) || address.startsWith("octane.answers." + user + ".");
    }

    boolean isSender(String user) {
        return senders.containsKey(user);
    }

    @Override
    public boolean validateUser(String user, String password) {
        return account(user, password) != null;
    }

    @Override
    public String validateUser(String user, String password, RemotingConnection connection) {
        var account = account(user, password);
        return account == null ? null : account.user();
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return account(user, password) == owner;
    }

    @Override
    public String validateUserAndRole(
            String user,
            String password,
            Set<Role> roles,
            CheckType check,
            String address,
            RemotingConnection connection) {
        var account = account(user, password);
        return account == owner || account != null && may(user, check, queue(address)) ? user : null;
    }

    private static boolean may(String user, CheckType check, String address) {
        return switch (address) {
            case EmbeddedBroker.COMMANDS -> check == CheckType.SEND;
            case EmbeddedBroker.DEAD_LETTERS -> READING.contains(check);
            default -> isAnswerOf(user, address) && ANSWERS.contains(check);
        };
    }

    /** A queue may be named with its address before it. */
    private static String queue(String address) {
        var parts = address == null ? List.of("") : List.of(address.split("::", 2));
        return parts.size() == 2 && !parts.get(0).equals(parts.get(1)) ? "" : parts.get(0);
    }

    private BrokerLogin account(String user, String password) {
        if (user == null) {
            return null;
        }
        var account = owner.user().equals(user) ? owner : senders.get(user);
        return account != null && account.accepts(password) ? account : null;
    }
}
