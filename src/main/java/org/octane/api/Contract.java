package org.octane.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.security.login.Role;

/** The operations of the OpenAPI document, read once: Camel's own validator would build its schemas anew for every request. */
final class Contract {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonMetaSchema OPENAPI = JsonMetaSchema.builder(OpenApi30.getInstance())
            .keyword(new NonValidationKeyword("components"))
            .build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V4, builder -> builder.metaSchema(OPENAPI).defaultMetaSchemaIri(OPENAPI.getIri()));

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();

    private Contract(JsonNode document) {
        this.document = document;
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> operations.add(
                        operation(path.getKey(), path.getValue(), operation.getKey(), operation.getValue()))));
    }

    static Contract read(String resource) {
        try (var in = Contract.class.getClassLoader().getResourceAsStream(resource)) {
            return new Contract(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("The contract " + resource + " cannot be read", e);
        }
    }

    List<Operation> operations() {
        return operations;
    }

    /** @param path without the base path and a trailing slash */
    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(o -> o.method().equals(method) && o.path().matcher(path).matches())
                // /upgrades/plan is meant by itself, not as an upgrade named plan.
                .min(Comparator.comparing(Contract::hasParameters));
    }

    /** The methods that a path knows; empty: there is no such path. Those of /nodes/agent are its own, not those of a node. */
    List<String> methods(String path) {
        var found = operations.stream()
                .filter(o -> o.path().matcher(path).matches())
                .toList();
        var byItself = found.stream().anyMatch(o -> !hasParameters(o));
        return found.stream()
                .filter(o -> !byItself || !hasParameters(o))
                .map(Operation::method)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean hasParameters(Operation operation) {
        return !operation.parameters().isEmpty();
    }

    /** What parameters in paths and queries are called. */
    Set<String> parameters() {
        return operations.stream()
                .flatMap(o -> Stream.concat(o.parameters().stream(), o.query().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Operation operation(String path, JsonNode item, String method, JsonNode operation) {
        var parameters = new ArrayList<JsonNode>();
        item.path("parameters").forEach(p -> parameters.add(resolved(p)));
        operation.path("parameters").forEach(p -> parameters.add(resolved(p)));
        var body = resolved(operation.path("requestBody"));
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                Pattern.compile(PARAMETER.matcher(path).replaceAll("([^/]+)")),
                PARAMETER.matcher(path).results().map(found -> found.group(1)).toList(),
                operation.get("operationId").asText(),
                body.path("required").asBoolean(),
                schema(body.at("/content/application~1json/schema")),
                numbers(parameters),
                query(parameters),
                choices(parameters),
                limits(parameters),
                forms(parameters),
                Role.of(operation.path("x-role").asText()),
                operation.path("security").isArray()
                        && operation.path("security").isEmpty(),
                resolved(body.at("/content/application~1json/schema"))
                        .at("/properties")
                        .has("person"),
                parameters.stream().anyMatch(p -> p.path("name").asText().equals(Operation.KEY)),
                operation.path("x-steering").asBoolean());
    }

    private List<Operation.Form> forms(List<JsonNode> parameters) {
        return parameters.stream()
                .filter(p -> resolved(p.path("schema")).has("pattern"))
                .map(p -> new Operation.Form(
                        p.path("name").asText(),
                        Pattern.compile(
                                resolved(p.path("schema")).get("pattern").asText())))
                .toList();
    }

    private List<Operation.Range> numbers(List<JsonNode> parameters) {
        return parameters.stream()
                .filter(p -> resolved(p.path("schema")).path("type").asText().equals("integer"))
                .map(p -> new Operation.Range(
                        p.path("name").asText(),
                        resolved(p.path("schema")).path("minimum").asInt(Integer.MIN_VALUE),
                        resolved(p.path("schema")).path("maximum").asInt(Integer.MAX_VALUE)))
                .toList();
    }

    private static Set<String> query(List<JsonNode> parameters) {
        return parameters.stream()
                .filter(p -> p.path("in").asText().equals("query"))
                .map(p -> p.path("name").asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Operation.Choice> choices(List<JsonNode> parameters) {
        return parameters.stream()
                .filter(p -> resolved(p.path("schema")).has("enum"))
                .map(p -> {
                    var values = new ArrayList<String>();
                    resolved(p.path("schema")).get("enum").forEach(v -> values.add(v.asText()));
                    return new Operation.Choice(p.path("name").asText(), values);
                })
                .toList();
    }

    private List<Operation.Limit> limits(List<JsonNode> parameters) {
        return parameters.stream()
                .filter(p -> resolved(p.path("schema")).has("maxLength"))
                .map(p -> new Operation.Limit(
                        p.path("name").asText(),
                        resolved(p.path("schema")).path("minLength").asInt(),
                        resolved(p.path("schema")).path("maxLength").asInt()))
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private JsonSchema schema(JsonNode schema) {
        if (schema.isMissingNode()) {
            return null;
        }
        // The schema's references point into the document, so that is put around it.
        var whole = (ObjectNode) resolved(schema).deepCopy();
        whole.set("components", document.get("components").deepCopy());
        bound(whole);
        var config = SchemaValidatorsConfig.builder().failFast(false).build();
        return SCHEMAS.getSchema(whole, config);
    }

    /** A larger number, cut to what an id has room for, would be the id of something else. */
    private static void bound(JsonNode schema) {
        if (schema instanceof ObjectNode object && schema.path("type").asText().equals("integer")) {
            if (!object.has("minimum")) {
                object.put("minimum", Integer.MIN_VALUE);
            }
            if (!object.has("maximum")) {
                object.put("maximum", Integer.MAX_VALUE);
            }
        }
        schema.forEach(Contract::bound);
    }
}
