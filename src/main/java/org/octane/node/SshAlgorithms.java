package org.octane.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.component.ssh.SshConfiguration;
import org.apache.camel.component.ssh.SshUtils;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedResource;

/**
 * The algorithms that Octane offers to the SSH servers of nodes, in order of preference; an empty list: those that the library
 * regards as safe, of key exchanges and ciphers the fastest first. An old server may know only others, a hardened one only some.
 */
public record SshAlgorithms(
        List<String> keyExchanges, List<String> ciphers, List<String> macs, List<String> signatures) {

    public static final SshAlgorithms DEFAULT = new SshAlgorithms(List.of(), List.of(), List.of(), List.of());

    /** All of them are safe; ECDH over 521 bits takes the processor twice as long as the first, an exchange of groups fifty times. */
    private static final List<String> FASTEST_EXCHANGES = List.of(
            "curve25519-sha256",
            "curve25519-sha256@libssh.org",
            "ecdh-sha2-nistp256",
            "ecdh-sha2-nistp384",
            "ecdh-sha2-nistp521",
            "diffie-hellman-group14-sha256",
            "diffie-hellman-group15-sha512",
            "diffie-hellman-group16-sha512");

    /**
     * AES in a mode that authenticates is one pass, in which processors of both ends have instructions for all of it; the library's
     * own first choice has none in Java.
     */
    private static final List<String> FASTEST_CIPHERS =
            List.of("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes128-ctr", "aes192-ctr", "aes256-ctr");

    void applyTo(SshClient client) {
        var configuration = new SshConfiguration();
        configuration.setKex(String.join(",", keyExchanges));
        configuration.setCiphers(String.join(",", ciphers));
        configuration.setMacs(String.join(",", macs));
        configuration.setSignatures(String.join(",", signatures));
        SshUtils.configureAlgorithms(configuration, client);
        if (keyExchanges.isEmpty()) {
            // The first that the server has, too, is taken.
            client.setKeyExchangeFactories(sorted(client.getKeyExchangeFactories(), FASTEST_EXCHANGES));
        }
        if (ciphers.isEmpty()) {
            client.setCipherFactories(sorted(client.getCipherFactories(), FASTEST_CIPHERS));
        }
        // What is unknown was left out.
        all("kex", keyExchanges, client.getKeyExchangeFactories());
        all("ciphers", ciphers, client.getCipherFactories());
        all("macs", macs, client.getMacFactories());
        all("signatures", signatures, client.getSignatureFactories());
    }

    private static <T extends NamedResource> List<T> sorted(List<T> all, List<String> fastest) {
        return all.stream()
                .sorted(Comparator.comparing(one -> {
                    int place = fastest.indexOf(one.getName());
                    return place < 0 ? fastest.size() : place;
                }))
                .toList();
    }

    private static void all(String key, List<String> wanted, List<? extends NamedResource> known) {
        var unknown = new ArrayList<>(wanted);
        known.forEach(algorithm -> unknown.remove(algorithm.getName()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "octane.ssh." + key + " has " + String.join(", ", unknown) + ", which Octane does not know");
        }
    }
}
