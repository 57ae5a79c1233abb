package org.octane.api;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.octane.api.login.ErrorAnswer;
import org.octane.audit.Audit;
import org.octane.broker.EmbeddedBroker;
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

    private static final String STEERING = "steering";

    private final RequestValidator requests;
    private final Senders senders;
    private final int largest;

    /** @param largest how many bytes a command may have */
    CommandRoutePolicy(RequestValidator requests, Idempotency idempotency, Audit audit, Senders senders, int largest) {
        super(Set.of("commands", "steering-commands"), idempotency, audit);
        this.requests = requests;
        this.senders = senders;
        this.largest = largest;
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
        var command = Command.of(text(message));
        message.setHeader(Exchange.HTTP_METHOD, command.method());
        var target = CommandTarget.of(command.path());
        message.setHeader(Exchange.HTTP_PATH, ApiPaths.canonical(ApiPaths.BASE + target.path()));
        message.setHeader(Exchange.HTTP_QUERY, target.query());
        target.parameters().forEach(message::setHeader);
        message.setHeader(
                Operation.KEY, command.key() == null ? message.getHeader("JMSMessageID", String.class) : command.key());
        exchange.setProperty(TARGET, message.getHeader(Exchange.HTTP_PATH));
        message.setBody(command.body() == null ? "" : command.body().toString());
        var operation = requests.check(exchange, person);
        onlySteering(operation, message);
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

    /** The broker has cut what is too large; one that doesn't has handed it over as a whole. */
    private String text(Message message) {
        if (message.getHeader(EmbeddedBroker.TOO_LARGE) != null) {
            throw tooLarge();
        }
        var body = message.getBody();
        int size = body instanceof String text ? text.length() : body instanceof byte[] bytes ? bytes.length : -1;
        if (size > largest) {
            throw tooLarge();
        }
        if (size < 0) {
            throw Refusal.invalid("A command is sent as a text or as bytes: " + Command.FORM);
        }
        return RequestJson.text(message);
    }

    private Refusal tooLarge() {
        return new Refusal(
                Refusal.Kind.TOO_LARGE, "The command is too large: %d bytes are allowed.".formatted(largest));
    }

    /** What takes long would keep a pause or an abort waiting, for which this subject is. */
    private static void onlySteering(Operation operation, Message message) {
        if (STEERING.equals(message.getHeader("JMSType")) && !operation.steering()) {
            throw Refusal.invalid(operation.id()
                    + " is none of the commands with the subject steering. Send it without that subject.");
        }
    }
}
