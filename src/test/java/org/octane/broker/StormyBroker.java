package org.octane.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.server.ComponentConfigurationRoutingType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * A real broker that loses some of the messages for steps, delivers others twice, and lets some overtake others: what is sent to their
 * queue is turned aside to another one, and somebody sits there who passes on what he likes.
 */
public final class StormyBroker implements AutoCloseable {

    private static final String STEPS = "octane.steps";
    private static final String ASIDE = "storm.steps";
    /** The property of a message that was passed on. */
    private static final String PASSED = "passed_on";
    /** Of a hundred messages so many are lost, so many doubled, and so many held back until the next. */
    private static final int EACH = 12;

    private static final int HUNDRED = 100;

    private final EmbeddedActiveMQ artemis;
    private final BrokerLogin login;
    private final int port;
    private final Path data;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger swapped = new AtomicInteger();
    private final AtomicInteger passed = new AtomicInteger();
    private Connection connection;
    private MessageProducer steps;
    private volatile Random random;
    private Message held;

    private StormyBroker(EmbeddedActiveMQ artemis, BrokerLogin login, int port, Path data) {
        this.data = data;
        this.artemis = artemis;
        this.login = login;
        this.port = port;
    }

    /** A broker where nothing goes wrong yet. */
    public static StormyBroker start(Path data) throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var login = BrokerLogin.of("octane", data.resolve("password"));
        var configuration = ArtemisConfiguration.of(data, port, Set.of(), Set.of());
        ArtemisConfiguration.add(configuration, STEPS);
        ArtemisConfiguration.add(configuration, ASIDE);
        configuration.addDivertConfiguration(new DivertConfiguration()
                .setName("storm")
                .setAddress(STEPS)
                .setForwardingAddress(ASIDE)
                .setExclusive(true)
                .setRoutingType(ComponentConfigurationRoutingType.PASS)
                .setFilterString(PASSED + " IS NULL"));
        var artemis = new EmbeddedActiveMQ()
                .setConfiguration(configuration)
                .setSecurityManager(new AccountSecurity(login, Map.of()));
        artemis.start();
        var broker = new StormyBroker(artemis, login, port, data);
        broker.pass();
        return broker;
    }

    /** From now on messages get lost and more, drawn with this seed. */
    public void storm(long seed) {
        random = new Random(seed);
    }

    /** What it has done with how many messages. */
    public String told() {
        return passed + " messages for steps, of which " + lost + " lost, " + doubled + " doubled, " + swapped
                + " swapped";
    }

    public int disturbed() {
        return lost.get() + doubled.get() + swapped.get();
    }

    private void pass() throws JMSException {
        connection = new JmsConnectionFactory(login.user(), login.password(), url()).createConnection();
        var session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        steps = session.createProducer(session.createQueue(STEPS));
        session.createConsumer(session.createQueue(ASIDE)).setMessageListener(this::passOn);
        connection.start();
    }

    private void passOn(Message message) {
        passed.incrementAndGet();
        try {
            int lot = random == null ? HUNDRED : random.nextInt(HUNDRED);
            if (lot < EACH) {
                lost.incrementAndGet();
            } else if (lot < 2 * EACH) {
                doubled.incrementAndGet();
                send(message);
                send(message);
            } else if (lot < 3 * EACH && held == null) {
                swapped.incrementAndGet();
                held = message;
                return;
            } else {
                send(message);
            }
            if (held != null) {
                send(held);
                held = null;
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(Message message) throws JMSException {
        var properties = new HashMap<String, Object>();
        for (var names = message.getPropertyNames(); names.hasMoreElements(); ) {
            var name = (String) names.nextElement();
            properties.put(name, message.getObjectProperty(name));
        }
        properties.keySet().removeIf(name -> name.startsWith("JMSX"));
        message.clearProperties();
        for (var property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        message.setBooleanProperty(PASSED, true);
        steps.send(message, message.getJMSDeliveryMode(), message.getJMSPriority(), 0);
    }

    /** {@code amqp://127.0.0.1:PORT}, without user and password. */
    public String url() {
        return "amqp://127.0.0.1:" + port;
    }

    public String user() {
        return login.user();
    }

    public Path passwordFile() {
        return data.resolve("password");
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
            artemis.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
