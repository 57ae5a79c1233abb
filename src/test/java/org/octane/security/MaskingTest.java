package org.octane.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private static final Set<String> KNOWN = Set.of("nOvA8db1", "nOvA8db1longer", "correct horse battery");

    private final Masking masking = new Masking(() -> SecretPattern.of(KNOWN));

    @Test
    void aKnownValueIsHiddenWhereverItStands() {
        assertThat(masking.masked("denied for nova using nOvA8db1.")).isEqualTo("denied for nova using ******.");
        assertThat(masking.masked("mysql -pnOvA8db1longer nova")).isEqualTo("mysql -p****** nova");
        assertThat(masking.masked("say correct horse battery twice")).isEqualTo("say ****** twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export OS_PASSWORD='hid den'",
                "OS_PASSWORD=\"hid,den\"",
                "admin_password = hidden",
                "{\"password\": \"hidden\"}",
                "{u'admin_token': u'hidden', u'user': u'nova'}",
                "--password=hidden",
                "connection=mysql://nova:hidden@192.168.0.2/nova",
                "amqp://mcollective:hidden@10.20.0.2:5672/",
                "GRANT ALL ON nova.* TO nova IDENTIFIED BY 'hidden'",
                "metadata_proxy_shared_secret = hidden",
                "  api_key: hidden",
                "-----BEGIN RSA PRIVATE KEY-----\nhidden\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nhidden, and its end was cut off",
                "hidden\n-----END RSA PRIVATE KEY-----",
                "INSERT INTO `user` VALUES (1,'hidden')"
            })
    void whatLooksLikeASecretIsHiddenToo(String text) {
        assertThat(masking.masked(text))
                .contains("******")
                .doesNotContain("hid")
                .doesNotContain("den");
        assertThat(masking.masked(masking.masked(text))).isEqualTo(masking.masked(text));
    }

    /** Settings of which the end was cut off are still used by what runs. */
    @Test
    void theSecretsOfAHalfADocumentAreKnown() {
        var found = new HashSet<String>();
        AttributeSecrets.collect(
                "{\"nova\": {\"db_password\": \"nOvA8db1\", \"label\": \"a Label 1\"}, \"access\": {\"password\": {\"weight\": 2,"
                        + " \"value\": \"Hidden 12345\"}, \"token\": \"cut0ff99\"",
                found);
        assertThat(found).containsExactlyInAnyOrder("nOvA8db1", "Hidden 12345", "cut0ff99");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ceph-mon: No space left on device",
                "HEALTH_OK monmap e3: 3 mons at {node-10=192.168.0.3:6789/0}",
                "http://192.168.0.2:5000/v2.0/ answers 200",
                "Access denied for user 'nova'@'192.168.0.3'",
                "keystone: 12 tokens flushed",
                "octane-result proof.rows 1,204 rows in 12 tables"
            })
    void whatIsNoSecretStays(String text) {
        assertThat(masking.masked(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "admin, false",
        "nova, false",
        "cobbler, false",
        "mcollective, false",
        "/var/lib/keys/x, false",
        "http://10.20.0.2/k3y, false",
        "aB3dE5gH, true",
        "deadbeefdeadbeef, true",
        "deadbeef0, true"
    })
    void onlyWhatCannotBeTakenForAWordIsLookedForByItsValue(String value, boolean looked) {
        assertThat(AttributeSecrets.distinct(value)).isEqualTo(looked);
    }

    @Test
    void aTextIsOneThatADatabaseKeeps() {
        assertThat(masking.masked("half\0a line")).isEqualTo("half\ufffda line");
    }

    @Test
    void secretsAreFoundInAttributesByTheNamesOfTheirFields() {
        var found = new HashSet<String>();
        AttributeSecrets.collect(
                "{\"mysql\": {\"root_password\": \"aB3dE5gH\", \"wsrep\": \"aB3dE5gI\"}, \"keystone\":"
                        + " {\"admin_token\": \"aB3dE5gJ\"}, \"storage\": {\"mon_key\": \"aB3dE5gK\", \"fsid\":"
                        + " \"aB3dE5gL\"}}",
                found);
        AttributeSecrets.collect(
                "{\"access\": {\"pw\": {\"type\": \"password\", \"value\": \"My own 1\"}, \"user\": {\"value\":"
                        + " \"aB3dE5gM\"}}}",
                found);
        assertThat(found).containsExactlyInAnyOrder("aB3dE5gH", "aB3dE5gJ", "aB3dE5gK", "My own 1");
    }
}
