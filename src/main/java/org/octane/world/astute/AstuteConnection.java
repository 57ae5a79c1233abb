package org.octane.world.astute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Astute's connection to the broker: what it reads, and the queues that get a copy of each reply. */
final class AstuteConnection implements ReplySender, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AstuteConnection.class);
    /** Qpid's acknowledgement of single messages, with a choice of how; its own constant is private. */
    private static final int EACH_BY_ITSELF = 101;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Names as RabbitMQ's AMQP 1.0 has them; one message ahead, since a busy Astute gives it back anyway. */
    private static final String OPTIONS = "?jms.queuePrefix=/amq/queue/&jms.topicPrefix=/exchange/naily_service/"
            + "&jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true&jms.requestTimeout=5000"
            + "&jms.prefetchPolicy.all=1&failover.maxReconnectAttempts=-1";

    private final Connection connection;
    private final Session replySession;
    private final List<MessageProducer> bound = new ArrayList<>();
    private final StandStill held;
    private final MessageConsumer calls;
    private final MessageConsumer service;
    /** Nobody waits for a reply to be sent; and a stopped job's thread is interrupted, maybe while it reports. */
    private final ExecutorService voice = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "astute-voice");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param url {@code amqp://[user:password@]host:port}
     * @param queues those bound to exchange {@code nailgun}
     * @param held while it lasts the broker takes no reply; they follow afterwards
     */
    AstuteConnection(String url, List<String> queues, StandStill held) throws JMSException {
        this.held = held;
        var uri = URI.create(url);
        var factory =
                new JmsConnectionFactory("failover:(amqp://" + uri.getHost() + ":" + uri.getPort() + ")" + OPTIONS);
        if (uri.getUserInfo() != null) {
            var login = uri.getUserInfo().split(":", 2);
            factory.setUsername(login[0]);
            factory.setPassword(login.length > 1 ? login[1] : "");
        }
        connection = factory.createConnection();
        replySession = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        for (var queue : queues) {
            var producer = replySession.createProducer(replySession.createQueue(queue));
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            bound.add(producer);
        }
        var callSession = connection.createSession(false, EACH_BY_ITSELF);
        calls = callSession.createConsumer(callSession.createQueue("naily"));
        var serviceSession = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        service = serviceSession.createConsumer(serviceSession.createTopic("naily_service"));
        connection.start();
    }

    MessageConsumer calls() {
        return calls;
    }

    MessageConsumer service() {
        return service;
    }

    @Override
    public void send(String method, Map<String, ?> args) {
        try {
            voice.execute(() -> say(method, args));
        } catch (RejectedExecutionException e) {
            log.atWarn().addKeyValue("method", method).log("Reply lost, the program ends");
        }
    }

    private void say(String method, Map<String, ?> args) {
        var reply = new LinkedHashMap<String, Object>();
        reply.put("method", method);
        reply.put("args", args);
        try {
            held.pass();
            for (var producer : bound) {
                var message = replySession.createTextMessage(JSON.writeValueAsString(reply));
                message.setJMSType("nailgun");
                producer.send(message);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JMSException | JsonProcessingException e) {
            log.atWarn().addKeyValue("method", method).setCause(e).log("Reply lost");
        }
    }

    @Override
    public void close() throws JMSException {
        voice.shutdownNow();
        connection.close();
    }
}
