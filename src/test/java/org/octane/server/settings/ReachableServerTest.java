package org.octane.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that others can reach asks who they are, over TLS, or does not start. */
class ReachableServerTest {

    private static final Map<String, String> TLS = Map.of(
            "octane.http.tls.certificate-file",
            "/etc/octane/tls.pem",
            "octane.http.tls.key-file",
            "/etc/octane/tls.key");
    private static final Map<String, String> USERS = Map.of("octane.login.users-file", "/etc/octane/users");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void loopbackNeedsNothing(String address) {
        assertThat(settings(address).http().address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.20.0.2", "192.0.2.1"})
    void anotherAddressNeedsUsersAndTls(String address) {
        assertThatThrownBy(() -> settings(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("octane.http.address is '" + address + "'")
                .hasMessageContaining("nobody is named who may log in");
        assertThatThrownBy(() -> settings(address, TLS)).hasMessageContaining("octane.login.users-file");
        assertThatThrownBy(() -> settings(address, USERS))
                .hasMessageContaining("in clear")
                .hasMessageContaining("octane.http.tls.certificate-file");

        assertThat(settings(address, USERS, TLS).http().address()).isEqualTo(address);
        assertThat(settings(address, TLS, Map.of("octane.keystone.url", "https://10.20.0.2:35357"))
                        .login()
                        .named())
                .isTrue();
    }

    @Test
    void aCertificateWithoutItsKeyIsTold() {
        assertThatThrownBy(() -> settings("127.0.0.1", Map.of("octane.http.tls.certificate-file", "/etc/x.pem")))
                .hasMessageContaining("belong together");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "octane.broker.senders | billing | NAME:reader or NAME:operator",
                "octane.broker.senders | billing:root | NAME:reader or NAME:operator",
                "octane.broker.senders | octane:operator | another name than octane",
                "octane.broker.senders | ../x:operator | NAME:reader or NAME:operator",
                "octane.keystone.url | ftp://x | an address such as"
            })
    void aValueThatWouldOpenMoreThanIsMeantIsRefused(String key, String value, String sentence) {
        assertThatThrownBy(() -> settings("127.0.0.1", Map.of(key, value))).hasMessageContaining(sentence);
    }

    @SafeVarargs
    private ServerSettings settings(String address, Map<String, String>... more) {
        var options = new HashMap<>(Map.of("octane.http.address", address));
        for (var some : more) {
            options.putAll(some);
        }
        return ServerSettings.of(Settings.load(folder, List.of(), Map.of(), new Properties(), options), "test");
    }
}
