package org.octane.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.octane.plan.Refusal;
import org.octane.security.login.Person;

/** Checks a request's parameters and body against the contract. */
final class RequestValidator {

    private static final String WHOLE = "-?\\d{1,9}";

    private final Contract contract;
    private final Set<String> parameters;

    RequestValidator(Contract contract) {
        this.contract = contract;
        this.parameters = contract.parameters();
    }

    /**
     * The body becomes a map (or list, or null). A person whom it names is the one who asks, and those they say to act for.
     *
     * @param person who asks
     * @return what is asked for
     * @throws Refusal if the request is not as the contract has it
     */
    Operation check(Exchange exchange, Person person) {
        var message = exchange.getMessage();
        var path = ApiPaths.withinBase(message.getHeader(Exchange.HTTP_PATH, String.class));
        var method = message.getHeader(Exchange.HTTP_METHOD, String.class);
        var operation = contract.operation(method, path).orElseThrow(() -> unknown(method, path));
        exchange.setProperty(ApiRoutePolicy.OPERATION, operation);
        allow(person, operation);
        onlyKnown(operation, message);
        onlyItsOwn(operation, message);
        inPath(operation, path).forEach(message::setHeader);
        numbers(operation, message);
        choices(operation, message);
        lengths(operation, message);
        forms(operation, message);
        message.setBody(signed(operation, body(operation, RequestJson.text(message)), person));
        return operation;
    }

    private Refusal unknown(String method, String path) {
        var methods = contract.methods(path);
        return methods.isEmpty()
                ? Refusal.notFound("There is no resource " + path + ".")
                : Refusal.notAllowed(method + " is not allowed here, only " + String.join(", ", methods) + ".");
    }

    private static void allow(Person person, Operation operation) {
        if (!person.role().covers(operation.role())) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "%s is a %s, and %s needs an %s."
                            .formatted(
                                    person.name(),
                                    person.role().word(),
                                    operation.id(),
                                    operation.role().word()));
        }
    }

    /** Whom a request names is what it says; who it is comes first. */
    private static Object signed(Operation operation, Object body, Person person) {
        if (!operation.named() || !(body instanceof Map<?, ?> map)) {
            return body;
        }
        var signed = new HashMap<Object, Object>(map);
        signed.put("person", person.actor((String) map.get("person")));
        return signed;
    }

    /** Who misspells a parameter means something else than what is done without it. */
    private static void onlyKnown(Operation operation, Message message) {
        for (var name : CommandTarget.names(message.getHeader(Exchange.HTTP_QUERY, String.class))) {
            if (!operation.query().contains(name)) {
                throw Refusal.invalid("There is no parameter '" + name + "' here, "
                        + (operation.query().isEmpty()
                                ? "nor any other."
                                : "only " + String.join(", ", new TreeSet<>(operation.query())) + "."));
            }
        }
    }

    /** Parameters become headers, which the routes behind one operation share: what is no parameter of it says nothing there. */
    private void onlyItsOwn(Operation operation, Message message) {
        parameters.stream().filter(name -> !operation.query().contains(name)).forEach(message::removeHeader);
    }

    private static Map<String, Object> inPath(Operation operation, String path) {
        var found = new HashMap<String, Object>();
        var groups = operation.path().matcher(path);
        if (groups.matches()) {
            for (int i = 0; i < operation.parameters().size(); i++) {
                found.put(operation.parameters().get(i), groups.group(i + 1));
            }
        }
        return found;
    }

    private static void numbers(Operation operation, Message message) {
        for (var number : operation.numbers()) {
            var value = message.getHeader(number.parameter(), String.class);
            if (value == null) {
                continue;
            }
            if (!value.matches(WHOLE)) {
                throw Refusal.invalid("'" + value + "' is no whole number: " + number.parameter() + ".");
            }
            int whole = Integer.parseInt(value);
            if (whole < number.least() || whole > number.most()) {
                throw Refusal.invalid(number.parameter() + " has to be " + number.least()
                        + (number.most() == Integer.MAX_VALUE ? " or more." : " to " + number.most() + "."));
            }
        }
    }

    private static void choices(Operation operation, Message message) {
        for (var choice : operation.choices()) {
            var value = message.getHeader(choice.parameter(), String.class);
            if (value != null && !choice.values().contains(value)) {
                throw new Refusal(Refusal.Kind.INVALID, "'" + value + "' is not one of " + choice.values() + ".");
            }
        }
    }

    private static void lengths(Operation operation, Message message) {
        for (var limit : operation.limits()) {
            var value = message.getHeader(limit.parameter(), String.class);
            if (value != null && (value.length() < limit.shortest() || value.length() > limit.longest())) {
                throw new Refusal(
                        Refusal.Kind.INVALID,
                        limit.parameter() + " has to have " + limit.shortest() + " to " + limit.longest()
                                + " characters.");
            }
        }
    }

    private static void forms(Operation operation, Message message) {
        for (var form : operation.forms()) {
            var value = message.getHeader(form.parameter(), String.class);
            if (value != null && !form.pattern().matcher(value).matches()) {
                throw new Refusal(Refusal.Kind.INVALID, form.parameter() + " has to look like " + form.pattern() + ".");
            }
        }
    }

    private static Object body(Operation operation, String text) {
        if (operation.body() == null) {
            return null;
        }
        if (text == null || text.isBlank()) {
            if (operation.bodyRequired()) {
                throw new Refusal(Refusal.Kind.INVALID, "Empty request received");
            }
            return Map.of();
        }
        var json = RequestJson.read(text);
        var sentences = new SchemaViolations(operation.body().validate(json)).sentences();
        if (!sentences.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, sentences.get(0), sentences);
        }
        return RequestJson.plain(json);
    }
}
