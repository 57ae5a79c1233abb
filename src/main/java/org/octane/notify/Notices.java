package org.octane.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.octane.json.Json;
import org.octane.security.Visible;
import org.octane.sql.SqlFiles;
import org.octane.step.Mask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Sends notices, one after the other, by a thread that nobody waits for. One is sent at least once: an instance that dies while it sends
 * one, or does not learn whether it was taken, has it sent again, with the same id. What can't be sent is tried again, less and less often,
 * until it is too old to be of use.
 */
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final SqlFiles SQL = new SqlFiles("notify");
    private static final int AT_ONCE = 100;
    private static final double LONGEST_PAUSE = 600;

    private record Notice(long id, int attempts, boolean stale, String body) {}

    private final NamedParameterJdbcTemplate sql;
    private final Mask mask;
    private final Channel channel;
    private final Duration timeout;
    private final Duration giveUpAfter;
    private final double firstPause;

    /** @param sql of schema octane */
    public Notices(NamedParameterJdbcTemplate sql, Mask mask, NotifySettings settings) {
        this(sql, mask, settings, Duration.ofSeconds(5));
    }

    Notices(NamedParameterJdbcTemplate sql, Mask mask, NotifySettings settings, Duration firstPause) {
        this.sql = sql;
        this.mask = mask;
        this.channel = Channel.of(settings);
        this.timeout = settings.timeout();
        this.giveUpAfter = settings.giveUpAfter();
        this.firstPause = firstPause.toMillis() / 1000.0;
    }

    /** All that are due. */
    public void send() throws InterruptedException {
        if (channel == null) {
            return;
        }
        var notice = claimed();
        for (int i = 0; i < AT_ONCE && notice.isPresent(); i++) {
            send(notice.get());
            notice = claimed();
        }
    }

    private void send(Notice notice) throws InterruptedException {
        if (notice.stale()) {
            LOG.atWarn()
                    .addKeyValue("notice", notice.id())
                    .addKeyValue("attempts", notice.attempts() - 1)
                    .log("A notice is given up, since it is too old");
            sql.update(SQL.of("given-up"), Map.of("id", notice.id()));
            return;
        }
        try {
            channel.send(readable(Json.object(notice.body())).toString());
            sql.update(SQL.of("sent"), Map.of("id", notice.id()));
        } catch (NotSent e) {
            double pause = Math.min(LONGEST_PAUSE, firstPause * Math.pow(2, Math.min(notice.attempts(), 20) - 1.0));
            LOG.atWarn()
                    .addKeyValue("notice", notice.id())
                    .addKeyValue("attempt", notice.attempts())
                    .log("A notice was not taken and is sent again later: " + mask.masked(e.getMessage()));
            sql.update(SQL.of("later"), Map.of("id", notice.id(), "pause", pause));
        }
    }

    /** Without secrets, and without what a terminal would obey. */
    private JsonNode readable(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(readable(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, readable(array.get(i)));
            }
        }
        return node.isTextual() ? TextNode.valueOf(Visible.lines(mask.masked(node.asText()))) : node;
    }

    private Optional<Notice> claimed() {
        // Longer than an attempt can take: no other instance takes it meanwhile.
        double hold = timeout.toMillis() / 1000.0 * 2 + 5;
        return sql
                .query(
                        SQL.of("claim"),
                        Map.of("hold", hold, "longest", giveUpAfter.toSeconds()),
                        (row, i) -> new Notice(
                                row.getLong("id"),
                                row.getInt("attempts"),
                                row.getBoolean("stale"),
                                row.getString("body")))
                .stream()
                .findFirst();
    }
}
