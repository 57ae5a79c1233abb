package org.octane.nailgun.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.nailgun.model.Member;
import org.octane.nailgun.model.Relation;

/** Addresses that a new controller of a seed shares with the controller of the original whose place it will take. */
public final class ReplacedControllerAddresses {

    private static final Set<String> SHARED = Set.of("public", "management");

    private final Addresses addresses;

    public ReplacedControllerAddresses(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * @param nodes of the original
     * @return by network of the original, of its first controller whose addresses no node of the seed has yet; nothing
     *     if the seed has all of them
     */
    public Map<Integer, String> next(Relation relation, List<Member> nodes) {
        var used = new HashSet<String>();
        addresses.of(relation.seed()).forEach(address -> used.add(address.address()));
        var all = addresses.of(relation.original());
        for (var node : nodes) {
            if (node.allRoles().contains("controller")) {
                var shared = new HashMap<Integer, String>();
                all.stream()
                        .filter(address -> address.node() == node.id() && SHARED.contains(address.network()))
                        .forEach(address -> shared.put(address.networkId(), address.address()));
                if (!shared.isEmpty() && shared.values().stream().noneMatch(used::contains)) {
                    return shared;
                }
            }
        }
        return Map.of();
    }
}
