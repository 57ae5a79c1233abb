package org.octane.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.octane.cli.client.Json;
import org.octane.cli.client.Upgrade;

/** The status of an upgrade in words: where nodes that were set aside alone hold one that has failed, that is said with it. */
public final class StateText {

    private static final int NAMED = 5;

    private StateText() {}

    public static String of(Upgrade upgrade) {
        return of(upgrade.status(), upgrade.heldBy());
    }

    /** @param upgrade as the server's answer has it */
    public static String of(JsonNode upgrade) {
        return of(Json.text(upgrade, "status"), Json.texts(upgrade.path("held_by")));
    }

    /** With what the upgrade says of itself. */
    public static String withMessage(Upgrade upgrade) {
        if (upgrade.message().isEmpty()) {
            return of(upgrade);
        }
        return of(upgrade) + (upgrade.heldBy().isEmpty() ? ": " : ". ") + upgrade.message();
    }

    /** For a table, where there is room for a number. */
    public static String brief(Upgrade upgrade) {
        return upgrade.status()
                + (upgrade.heldBy().isEmpty() ? "" : ", " + upgrade.heldBy().size() + " set aside");
    }

    private static String of(String status, List<String> heldBy) {
        if (heldBy.isEmpty()) {
            return status;
        }
        int more = heldBy.size() - NAMED;
        return status + ": held by " + String.join(", ", heldBy.subList(0, Math.min(NAMED, heldBy.size())))
                + (more > 0 ? " and " + more + " more" : "") + " alone, which "
                + (heldBy.size() == 1 ? "was" : "were") + " set aside";
    }
}
