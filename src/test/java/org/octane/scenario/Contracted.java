package org.octane.scenario;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the contract lets anybody read. */
final class Contracted {

    private Contracted() {}

    /** Paths of all GET operations, with these values for their parameters. */
    static List<String> gets(Map<String, String> ids) throws IOException {
        var paths = new ArrayList<String>();
        try (var in = Contracted.class.getClassLoader().getResourceAsStream("openapi/octane.yaml")) {
            new YAMLMapper().readTree(in).get("paths").properties().forEach(path -> {
                if (path.getValue().has("get")) {
                    var filled = path.getKey();
                    for (var id : ids.entrySet()) {
                        filled = filled.replace("{" + id.getKey() + "}", id.getValue());
                    }
                    paths.add(filled.replaceAll("\\{\\w+}", "1"));
                }
            });
        }
        return paths;
    }
}
