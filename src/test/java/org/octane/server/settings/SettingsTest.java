package org.octane.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has the last word on what a server is set to, and what it refuses. */
class SettingsTest {

    @TempDir
    private Path folder;

    private final Properties system = new Properties();

    @BeforeEach
    void threeFiles() throws IOException {
        write(
                "application",
                "octane.http.port=1\noctane.astute.ask-after=30s\noctane.engine.workers=1\n"
                        + "octane.engine.consumers=1\noctane.ssh.user=file\n");
        write("embedded", "octane.http.port=2\noctane.engine.workers=2\noctane.engine.consumers=2\n");
        write("mine", "octane.http.port=3\noctane.engine.workers=3\n");
    }

    @Test
    void optionsWinOverTheSystemThatOverTheEnvironmentThatOverTheLaterProfileAndThatOverTheEarlier() {
        system.setProperty("octane.ssh.user", "system");
        var settings = Settings.load(
                folder,
                List.of("embedded", "mine"),
                Map.of("OCTANE_HTTP_PORT", "4", "OCTANE_ASTUTE_ASK_AFTER", "2m", "OCTANE_SSH_USER", "environment"),
                system,
                Map.of("octane.http.port", "5"));
        assertThat(settings.get(Keys.HTTP_PORT)).isEqualTo(5);
        assertThat(settings.get(Keys.SSH_USER)).isEqualTo("system");
        assertThat(settings.get(Keys.ASTUTE_ASK_AFTER)).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.get(Keys.ENGINE_WORKERS)).isEqualTo(3);
        assertThat(settings.get(Keys.ENGINE_CONSUMERS)).isEqualTo(2);
        assertThat(settings.get(Keys.HTTP_ADDRESS)).as("default").isEqualTo("127.0.0.1");
    }

    @Test
    void whatTheSimulatedCloudSaysWinsOverEverything() {
        var settings = load(Map.of("OCTANE_HTTP_PORT", "4")).with(Map.of("octane.http.port", "6"));
        assertThat(settings.get(Keys.HTTP_PORT)).isEqualTo(6);
        assertThat(settings.get(Keys.SSH_USER)).isEqualTo("file");
    }

    @Test
    void whatAnOperatorHasNamedIsToldFromWhatIsDelivered() throws IOException {
        assertThat(load(Map.of()).names("octane.astute.url")).isFalse();
        assertThat(load(Map.of("OCTANE_ASTUTE_URL", "amqp://127.0.0.1:5672")).names("octane.astute.url"))
                .as("also where it is the value that is delivered")
                .isTrue();
        write("mine", "octane.astute.url=amqp://10.20.0.2:5672\n");
        assertThat(Settings.load(folder, List.of("mine"), Map.of(), system, Map.of())
                        .names("octane.astute.url"))
                .isTrue();
    }

    @Test
    void aProfileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Settings.load(folder, List.of("yours"), Map.of(), system, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yours.properties");
    }

    @Test
    void aSecretIsTheFirstLineOfWhatAProgramPrints() {
        var settings = load(Map.of("OCTANE_DATABASE_PASSWORD_FILE", "|printf %s\\nmore a$(id)b"));
        assertThat(settings.secret(Keys.DATABASE_PASSWORD_FILE)).isEqualTo("a$(id)b");
    }

    @ParameterizedTest
    @CsvSource({
        "|false, 'octane.database.password-file names the program false, which ended with 1'",
        "|true, 'octane.database.password-file names the program true, which prints nothing'",
        "|/no/such, 'octane.database.password-file names the program /no/such, which can''t be started'",
        "|, 'octane.database.password-file is ''|'', it has to be the path of a file, or `|` and a program with its arguments'"
    })
    void aProgramThatTellsNoSecretIsRefused(String value, String why) {
        var settings = load(Map.of("OCTANE_DATABASE_PASSWORD_FILE", value));
        assertThatThrownBy(() -> settings.secret(Keys.DATABASE_PASSWORD_FILE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    OCTANE_HTTP_PORT             | many    | octane.http.port is 'many', it has to be a port, 0 to 65535
                    OCTANE_HTTP_PORT             | 65536   | octane.http.port is '65536', it has to be a port, 0 to 65535
                    OCTANE_ASTUTE_ASK_AFTER      | soon    | octane.astute.ask-after is 'soon', it has to be a duration such as 500ms, 30s or 2m
                    OCTANE_ASTUTE_ASK_AFTER      | -5s     | octane.astute.ask-after is '-5s', it has to be a duration such as 500ms, 30s or 2m
                    OCTANE_ENGINE_WORKERS        | 0       | octane.engine.workers is '0', it has to be a whole number above 0
                    OCTANE_NAILGUN_RECEIVER      | yes     | octane.nailgun.receiver is 'yes', it has to be true or false
                    OCTANE_DATABASE_URL          | host    | octane.database.url is 'host', it has to be an address such as jdbc:postgresql://127.0.0.1:5432/octane
                    OCTANE_DATABASE_URL          | ''      | octane.database.url is not set, it has to be an address such as jdbc:postgresql://127.0.0.1:5432/octane
                    OCTANE_ASTUTE_URL            | host:1  | octane.astute.url is 'host:1', it has to be an address such as amqp://10.20.0.2:5672, or several: failover:(amqp://10.20.0.2:5672,amqp://10.20.0.3:5672)
                    OCTANE_BROKER_PASSWORD_FILE  | /no/1   | octane.broker.password-file is '/no/1', which cannot be read
                    OCTANE_ENGINE_RENEWAL        | 6000    | octane.engine.renewal is '6000', it has to be less than octane.engine.lease, which is 6s
                    """)
    void aValueThatIsNotWhatItHasToBeIsNamedWithItsKeyAndItsRule(String variable, String value, String sentence) {
        var settings = load(Map.of(variable, value));
        assertThatThrownBy(() -> ServerSettings.of(settings, "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({"0.3s, PT0.3S", "500ms, PT0.5S", "2m, PT2M", "1h30m, PT1H30M"})
    void aDurationIsWrittenInSeveralForms(String text, Duration duration) {
        assertThat(load(Map.of("OCTANE_SSH_TIMEOUT", text)).get(Keys.SSH_TIMEOUT))
                .isEqualTo(duration);
    }

    @Test
    void aKeyInAFileThatIsNoSettingIsRefusedWithTheNearestOne() throws IOException {
        write("mine", "octane.htp.port=3\n");
        assertThatThrownBy(() -> Settings.load(folder, List.of("mine"), Map.of(), system, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("octane.htp.port is not a setting; did you mean octane.http.port? It stands in "
                        + folder.resolve("mine.properties") + ".");
    }

    @Test
    void aVariableThatIsNoSettingIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> load(Map.of("OCTANE_ASTUTE_ASKAFTER", "2m", "OCTANE_URL", "http://127.0.0.1:1")))
                .hasMessage("OCTANE_ASTUTE_ASKAFTER is not a setting; did you mean OCTANE_ASTUTE_ASK_AFTER?"
                        + " It stands in the environment.");
    }

    @Test
    void aSystemPropertyThatIsNoSettingIsRefusedWithTheNearestOne() {
        system.setProperty("octane.engine.worker", "2");
        assertThatThrownBy(() -> load(Map.of()))
                .hasMessage("octane.engine.worker is not a setting; did you mean octane.engine.workers?"
                        + " It stands in the system properties.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OCTANE_CONFIG",
                "OCTANE_DATA",
                "OCTANE_JAVA_OPTIONS",
                "OCTANE_LOG_LEVEL",
                "OCTANE_SERVICE_HOST",
                "OCTANE_PORT_8008_TCP_ADDR"
            })
    void variablesOfTheClientTheLauncherTheLogAndKubernetesAreLeftAlone(String variable) {
        assertThat(load(Map.of(variable, "x")).get(Keys.HTTP_PORT)).isEqualTo(1);
    }

    @Test
    void whatIsNotOctanesIsLeftToCamel() throws IOException {
        write("mine", "camel.main.shutdown-timeout=3\nour.rack=7\noctane.engine.workers=4\n");
        var settings = Settings.load(folder, List.of("mine"), Map.of(), system, Map.of());
        assertThat(ServerSettings.of(settings, "test").camel())
                .containsEntry("camel.main.shutdown-timeout", "3")
                .containsEntry("our.rack", "7")
                .containsEntry("octane.engine.workers", "4");
    }

    @Test
    void ofSeveralCloudsEachHasWhatIsSetForItOverWhatIsSetForAll() throws IOException {
        write("mine", "octane.clouds=north,far-south\noctane.clouds.north.ssh.user=fuel\noctane.ssh.timeout=7s\n");
        system.setProperty("octane.clouds.far-south.http.port", "9");
        var settings = Settings.load(
                folder, List.of("mine"), Map.of("OCTANE_CLOUDS_FAR_SOUTH_ENGINE_WORKERS", "5"), system, Map.of());

        var north = settings.of("north");
        var south = settings.of("far-south");

        assertThat(settings.clouds()).containsExactly("north", "far-south");
        assertThat(north.cloud()).isEqualTo("north");
        assertThat(north.get(Keys.SSH_USER)).isEqualTo("fuel");
        assertThat(north.names("octane.ssh.user")).isTrue();
        assertThat(south.get(Keys.SSH_USER)).isEqualTo("file");
        assertThat(south.get(Keys.HTTP_PORT)).isEqualTo(9);
        assertThat(north.get(Keys.HTTP_PORT)).isEqualTo(1);
        assertThat(south.get(Keys.ENGINE_WORKERS)).isEqualTo(5);
        assertThat(north.get(Keys.SSH_TIMEOUT)).isEqualTo(south.get(Keys.SSH_TIMEOUT));
    }

    @ParameterizedTest
    @CsvSource({
        "'octane.clouds=north\noctane.clouds.norht.ssh.user=x', did you mean octane.clouds.north.ssh.user?",
        "'octane.clouds=north\noctane.clouds.north.ssh.usr=x', did you mean octane.clouds.north.ssh.user?",
        "'octane.clouds.north.ssh.user=x', octane.clouds.north.ssh.user is not a setting",
        "'octane.clouds=north\noctane.clouds.north.clouds=x', octane.clouds.north.clouds is not a setting",
        "'octane.clouds=north,north', it has to be different names",
        "'octane.clouds=../north', it has to be different names",
        "'octane.clouds=North', it has to be different names"
    })
    void aCloudThatIsNotThereIsRefused(String text, String sentence) throws IOException {
        write("mine", text);

        assertThatThrownBy(() -> Settings.load(folder, List.of("mine"), Map.of(), system, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void twoCloudsWithOnePortAreRefused() throws IOException {
        write("mine", "octane.clouds=north,south\noctane.clouds.south.http.port=9\n");
        Settings.load(folder, List.of("mine"), Map.of(), system, Map.of()).requireApart();

        write("mine", "octane.clouds=north,south\n");
        var two = Settings.load(folder, List.of("mine"), Map.of(), system, Map.of());
        assertThatThrownBy(two::requireApart)
                .hasMessageStartingWith("The clouds north and south have the same octane.http.port, 127.0.0.1:1; set");
    }

    @Test
    void cloudsThatShareABrokerHaveQueuesOfTheirOwn() throws IOException {
        write("mine", "octane.clouds=north\noctane.broker.url=amqp://127.0.0.1:5672\n");
        var settings = Settings.load(folder, List.of("mine"), Map.of(), system, Map.of());

        assertThat(BrokerSettings.of(settings.of("north")).prefix()).isEqualTo("north.");
        assertThat(BrokerSettings.of(settings).prefix()).isEmpty();
        assertThat(BrokerSettings.of(load(Map.of("OCTANE_CLOUDS", "north")).of("north"))
                        .prefix())
                .as("a broker in the process is for one cloud alone")
                .isEmpty();
    }

    @Test
    void noPasswordIsShown() {
        var settings = ServerSettings.of(
                load(Map.of(
                        "OCTANE_DATABASE_PASSWORD", "Passw0rd1",
                        "OCTANE_NAILGUN_PASSWORD", "Passw0rd2",
                        "OCTANE_ASTUTE_PASSWORD", "Passw0rd3")),
                "test");
        assertThat(settings.toString()).doesNotContain("Passw0rd");
        assertThat(settings.passwords()).contains("Passw0rd1", "Passw0rd3");
    }

    private Settings load(Map<String, String> environment) {
        return Settings.load(folder, List.of(), environment, system, Map.of());
    }

    private void write(String profile, String text) throws IOException {
        Files.writeString(folder.resolve(profile + ".properties"), text);
    }
}
