package org.octane.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.octane.engine.view.BoardView;
import org.octane.plan.Cloud;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What the board asks for beside what everybody does: an upgrade at one glance, and who is logged in. */
public final class BoardApi {

    private static final Logger LOG = LoggerFactory.getLogger(BoardApi.class);

    /** However many look at it, it is made anew no more often. */
    private static final Duration FRESH = Duration.ofMillis(500);

    private static final Duration NAMES_FRESH = Duration.ofSeconds(10);
    private static final int MOST = 100;

    private final BoardView view;
    private final Function<Collection<Integer>, List<Cloud.Node>> nodes;
    private final Clock clock;
    private final LoadingCache<Long, String> boards =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(MOST).build(this::made);
    private final LoadingCache<Long, String> names = Caffeine.newBuilder()
            .expireAfterWrite(NAMES_FRESH)
            .maximumSize(MOST)
            .build(this::named);

    /** @param nodes those of these ids that Nailgun knows */
    public BoardApi(BoardView view, Function<Collection<Integer>, List<Cloud.Node>> nodes, Clock clock) {
        this.view = view;
        this.nodes = nodes;
        this.clock = clock;
    }

    public String board(@Header("upgrade_id") long upgrade) {
        return boards.get(upgrade);
    }

    public String session(Exchange exchange) {
        var caller = exchange.getProperty(ApiRoutePolicy.CALLER, Caller.class);
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", caller.person().name())
                .put("role", caller.person().role().word())
                .toString();
    }

    private String made(long upgrade) {
        var board = view.of(upgrade);
        return "{\"now\": \"" + clock.instant() + "\", \"position\": " + board.position() + ", \"upgrade\": "
                + board.upgrade() + ", \"nodes\": " + board.nodes() + ", \"names\": " + names.get(upgrade)
                + ", \"batches\": " + board.batches() + ", \"dead_letters\": " + board.deadLetters()
                + ", \"events\": " + board.events() + "}";
    }

    private String named(long upgrade) {
        try {
            var found = nodes.apply(view.nodes(upgrade));
            var named = JsonNodeFactory.instance.arrayNode();
            found.forEach(node -> add(named, node));
            return named.toString();
        } catch (DataAccessException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("Nailgun can't be asked for the names of nodes");
            return "[]";
        }
    }

    private static void add(ArrayNode named, Cloud.Node node) {
        var name = named.addObject()
                .put("node", node.id())
                .put("name", node.hostname() == null ? "node-" + node.id() : node.hostname())
                .put("cluster", node.cluster())
                .put("online", node.online());
        var roles = name.putArray("roles");
        node.roles().forEach(roles::add);
    }
}
