package org.octane.server.apart;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApartBrokersTest {

    private final ApartBrokers brokers = new ApartBrokers("octane.astute.url");

    @ParameterizedTest
    @CsvSource({
        "amqp://127.0.0.1:5672, amqp://127.0.0.1:5672",
        "amqp://127.0.0.1:5672, amqp://localhost",
        "amqp://localhost:5672, amqp://LOCALHOST",
        "amqp://127.0.0.1, amqps://127.0.0.1:5671",
        "amqp://127.0.0.1, amqp://127.0.0.1?amqp.idleTimeout=9000",
        "amqp://127.0.0.1, amqp://127.0.0.1?amqp.vhost=vhost:/",
        "'amqp://192.0.2.1,amqp://127.0.0.1', 'amqp://192.0.2.3,amqp://localhost'",
        "amqp://fuel.invalid, amqp://Fuel.invalid:5672"
    })
    void oneBrokerIsSeenHoweverItIsSpelt(String one, String other) {
        brokers.add("north", one);
        assertThatThrownBy(() -> brokers.add("south", other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The clouds north and south have the same octane.astute.url: ")
                .hasMessageEndingWith("; set octane.clouds.south.astute.url to another one");
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://127.0.0.1:5672, amqp://127.0.0.1:5673",
        "amqp://127.0.0.1, amqp://192.0.2.1",
        "amqp://127.0.0.1?amqp.vhost=vhost:north, amqp://127.0.0.1?amqp.vhost=vhost:south",
        "amqp://127.0.0.1, amqp://127.0.0.1?amqp.vhost=vhost:south",
        "amqp://fuel-north.invalid, amqp://fuel-south.invalid"
    })
    void brokersOfOtherAddressesOrVirtualHostsAreApart(String one, String other) {
        brokers.add("north", one);
        assertThatCode(() -> brokers.add("south", other)).doesNotThrowAnyException();
    }

    @Test
    void noPasswordOfAnAddressIsShown() {
        brokers.add("north", "amqp://u:secret@127.0.0.1");
        assertThatThrownBy(() -> brokers.add("south", "amqp://127.0.0.1?jms.password=secret"))
                .hasMessageContaining(": amqp://127.0.0.1; set")
                .hasMessageNotContaining("secret");
    }
}
