package org.octane.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.apache.camel.Exchange;
import org.octane.api.login.ErrorAnswer;
import org.octane.audit.Audit;
import org.octane.engine.idempotency.Idempotency;
import org.octane.plan.Refusal;
import org.octane.security.login.Person;

/**
 * The policy of the routes {@code commands} and {@code steering-commands}, which serve programs that send messages:
 * {@code {"method": "POST", "path": "/upgrades", "body": {…}}} in, and where the message has a reply-to
 * {@code {"status": 201, "body": {…}}} out. A message that is delivered twice is carried out once: its id is its
 * Idempotency-Key, unless {@code idempotency_key} names another.
 */
final class CommandRoutePolicy extends ApiRoutePolicy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestValidator requests;
    private final Senders senders;

    CommandRoutePolicy(RequestValidator requests, Idempotency idempotency, Audit audit, Senders senders) {
        super(Set.of("commands", "steering-commands"), idempotency, audit);
        this.requests = requests;
        this.senders = senders;
    }

    @Override
    Caller caller(Exchange exchange) {
        var account = exchange.getMessage().getHeader(senders.property(), String.class);
        var person = account == null ? null : senders.accounts().apply(account);
        if (person == null) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    account == null
                            ? "The broker does not say who has sent this command."
                            : "The account " + account + " of the broker may send no commands.");
        }
        return new Caller(person, "broker", "amqp");
    }

    @Override
    Operation check(Exchange exchange, Person person) {
        var message = exchange.getMessage();
        var command = command(message.getBody(String.class));
        var key = command.path("idempotency_key").asText(message.getHeader("JMSMessageID", String.class));
        message.setHeader(Exchange.HTTP_METHOD, command.path("method").asText());
        var target = CommandTarget.of(command.path("path").asText());
        message.setHeader(Exchange.HTTP_PATH, ApiPaths.canonical(ApiPaths.BASE + target.path()));
        message.setHeader(Exchange.HTTP_QUERY, target.query());
        target.parameters().forEach(message::setHeader);
        message.setHeader("Idempotency-Key", key);
        exchange.setProperty(TARGET, message.getHeader(Exchange.HTTP_PATH));
        message.setBody(command.has("body") ? command.get("body").toString() : "");
        var operation = requests.check(exchange, person);
        exchange.setProperty("operation", operation.id());
        return operation;
    }

    @Override
    void answered(Exchange exchange) {
        var message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        var code = message.getHeader(ErrorAnswer.CODE, String.class);
        var text = message.getBody(String.class);
        message.setBody("{\"status\":" + status + (code == null ? "" : ",\"code\":\"" + code + "\"") + ",\"body\":"
                + (ResponseWriter.isText(exchange) ? ResponseWriter.json(text) : json(text)) + "}");
    }

    /** What has no body over HTTP has one here: the answer has to be JSON. */
    private static String json(String text) {
        return text.isEmpty() ? "null" : text;
    }

    private static JsonNode command(String text) {
        try {
            var command = JSON.readTree(text);
            if (command.isObject()) {
                return command;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Answered below, like what is JSON but no command.
        }
        throw new Refusal(Refusal.Kind.INVALID, "A command is a JSON object with method, path and body.");
    }
}
