package org.octane.nailgun;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the contract says of answers: which codes an operation has, and what each looks like. */
public final class AnswerContract {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    private static final JsonMetaSchema OPENAPI = JsonMetaSchema.builder(OpenApi30.getInstance())
            .keyword(new NonValidationKeyword("components"))
            .build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V4, builder -> builder.metaSchema(OPENAPI).defaultMetaSchemaIri(OPENAPI.getIri()));

    /** @param pattern of its paths below {@code /api/v1} */
    public record Operation(String method, String path, Pattern pattern, JsonNode description) {

        public String id() {
            return description.get("operationId").asText();
        }

        boolean isNailguns() {
            return description.path("tags").toString().contains("nailgun");
        }
    }

    private final JsonNode document = document();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<JsonNode, JsonSchema> schemas = new LinkedHashMap<>();

    public AnswerContract() {
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> operations.add(new Operation(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+")),
                        operation.getValue()))));
    }

    public List<Operation> operations() {
        return operations;
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** What is wrong with an answer; empty: nothing. */
    public List<String> violations(String method, String path, int status, JsonNode body) {
        var within = path.replaceFirst("^/api(/v1)?", "")
                .replaceFirst("\\?.*", "")
                .replaceFirst("/+$", "")
                .replaceFirst("^/cluster/", "/clusters/");
        var there = operations.stream()
                .filter(o -> o.pattern().matcher(within).matches())
                .toList();
        // A path that stands by itself is no value of another's parameter.
        var byItself = there.stream().anyMatch(o -> o.path().equals(within));
        var operation = there.stream()
                .filter(o -> o.method().equals(method) && (!byItself || o.path().equals(within)))
                .findFirst();
        if (operation.isEmpty()) {
            return status == 404 || status == 405 ? errorBody(body) : List.of("no operation " + method + " " + within);
        }
        var response = resolved(operation.get().description().path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of(operation.get().id() + " has no code " + status);
        }
        var schema = response.at("/content/application~1json/schema");
        return schema.isMissingNode() ? List.of() : violations(schema, body);
    }

    private List<String> errorBody(JsonNode body) {
        return violations(document.at("/components/schemas/Error"), body);
    }

    private List<String> violations(JsonNode schema, JsonNode body) {
        synchronized (schemas) {
            return schemas.computeIfAbsent(schema, this::compiled).validate(body).stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    private JsonSchema compiled(JsonNode schema) {
        // The references point into the document, so that is put around it.
        var whole = (ObjectNode) resolved(schema).deepCopy();
        whole.set("components", document.get("components"));
        return SCHEMAS.getSchema(
                whole, SchemaValidatorsConfig.builder().failFast(false).build());
    }

    private static JsonNode document() {
        try (var in = AnswerContract.class.getResourceAsStream("/openapi/octane.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
