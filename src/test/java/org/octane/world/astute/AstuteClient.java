package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Casts to Astute and reads its replies, as Nailgun would. */
public final class AstuteClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Session session;
    private final MessageConsumer replies;

    AstuteClient(String url, String queue) throws Exception {
        this(url, queue, null, null);
    }

    AstuteClient(String url, String queue, String user, String password) throws Exception {
        var options = "?jms.queuePrefix=/amq/queue/&jms.topicPrefix=/exchange/naily_service/&jms.receiveLocalOnly=true";
        connection = new JmsConnectionFactory(url + options).createConnection(user, password);
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        replies = session.createConsumer(session.createQueue(queue));
        connection.start();
    }

    void cast(String body) throws Exception {
        send(session.createQueue("naily"), body);
    }

    void service(String body) throws Exception {
        send(session.createTopic("naily_service"), body);
    }

    void castText(String body) throws Exception {
        try (var producer = session.createProducer(session.createQueue("naily"))) {
            producer.send(session.createTextMessage(body));
        }
    }

    /** @return the next reply, null after that time */
    JsonNode next(Duration within) throws Exception {
        var message = replies.receive(within.toMillis());
        return message == null ? null : JSON.readTree(message.getBody(String.class));
    }

    /** All replies up to the one that ends the task. */
    List<JsonNode> untilEnd(String uuid, Duration within) throws Exception {
        return untilEnds(Set.of(uuid), within);
    }

    /** All replies up to the one that ends the last of the tasks. */
    List<JsonNode> untilEnds(Set<String> uuids, Duration within) throws Exception {
        var all = new ArrayList<JsonNode>();
        var open = new HashSet<>(uuids);
        var end = Instant.now().plus(within);
        while (Instant.now().isBefore(end)) {
            var reply = next(Duration.ofSeconds(1));
            if (reply == null) {
                continue;
            }
            all.add(reply);
            var arguments = reply.path("args");
            if (List.of("ready", "error").contains(arguments.path("status").asText())
                    && open.remove(arguments.path("task_uuid").asText())
                    && open.isEmpty()) {
                return all;
            }
        }
        throw new AssertionError("No end of " + open + " among " + all);
    }

    @Override
    public void close() throws jakarta.jms.JMSException {
        connection.close();
    }

    private void send(jakarta.jms.Destination to, String body) throws Exception {
        try (var producer = session.createProducer(to)) {
            var message = session.createBytesMessage();
            message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
            producer.send(message);
        }
    }
}
