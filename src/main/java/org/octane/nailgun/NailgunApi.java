package org.octane.nailgun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.support.CamelContextHelper;
import org.octane.nailgun.assign.SameRolesRule;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.NewNode;
import org.octane.nailgun.model.Task;
import org.octane.nailgun.model.Version;
import org.octane.nailgun.model.Vip;
import org.octane.nailgun.read.MasterVersion;
import org.octane.plan.Refusal;

/** What the routes of Nailgun's API call to change something. Bodies are checked against the contract before. */
public final class NailgunApi {

    private final Nailgun nailgun;
    private final SameRolesRule sameRoles;
    private final MasterVersion version;

    NailgunApi(Nailgun nailgun, SameRolesRule sameRoles, MasterVersion version) {
        this.nailgun = nailgun;
        this.sameRoles = sameRoles;
        this.version = version;
    }

    /** @return id of the seed */
    public int clone(@Header("cluster_id") int cluster, @Body Map<String, Object> body) {
        return nailgun.seeds()
                .clone(cluster, body.get("name").toString(), number(body.get("release_id")))
                .id();
    }

    /** Moves one node without a new installation. */
    public void assignNode(@Header("cluster_id") int seed, @Body Map<String, Object> body) {
        if (body.size() > 1) {
            throw Refusal.invalid("'node_id' stands alone; with 'nodes_ids' it has no meaning");
        }
        nailgun.moves().assign(seed, List.of(number(body.get("node_id"))), false, List.of());
    }

    /**
     * Moves nodes and has them installed anew, unless the body says otherwise; then 200 and the nodes' ids in the order of the call,
     * else 202 and the task's id.
     */
    public void assignNodes(@Header("cluster_id") int seed, @Body Map<String, Object> body, Exchange exchange) {
        if (!body.containsKey("nodes_ids")) {
            nailgun.seeds().cluster(seed);
            throw Refusal.invalid("'%s' is a required property".formatted(version.assigned()));
        }
        var nodes = numbers(body.get("nodes_ids"));
        var roles = body.get("roles") instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.<String>of();
        if (Boolean.FALSE.equals(body.get("reprovision"))) {
            nailgun.inTransaction(() -> {
                assign(seed, nodes, false, roles);
                return seed;
            });
            exchange.getMessage().setBody(nodes);
            return;
        }
        var provisioner = CamelContextHelper.lookup(exchange.getContext(), "nailgunProvisioner", Provisioner.class);
        if (provisioner != null) {
            nailgun.seeds()
                    .relation(seed)
                    .filter(relation -> relation.seed() == seed)
                    .ifPresent(relation -> provisioner.mustBeHarmless(relation.original(), seed, nodes));
        }
        var task = nailgun.inTransaction(() -> startProvisioning(seed, nodes, roles, provisioner));
        provisioner.provision();
        exchange.getMessage().setHeader("task_id", task.id());
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
    }

    private Task startProvisioning(int seed, List<Integer> nodes, List<String> roles, Provisioner provisioner) {
        assign(seed, nodes, true, roles);
        var task = nailgun.tasks().startProvisioning(seed);
        if (provisioner == null) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "There is no connection to Astute, which installs nodes.");
        }
        provisioner.prepare(seed, nodes, task);
        return task;
    }

    private void assign(int seed, List<Integer> nodes, boolean reprovision, List<String> roles) {
        nailgun.moves().assign(seed, nodes, reprovision, roles);
        if (roles.isEmpty()) {
            sameRoles.check(nodes);
        }
    }

    /** Spare servers join a cluster. */
    public void join(@Header("cluster_id") int cluster, @Body List<Map<String, Object>> body) {
        nailgun.moves()
                .join(
                        cluster,
                        body.stream()
                                .map(node -> new NewNode(
                                        number(node.get("id")),
                                        ((List<?>) node.get("roles"))
                                                .stream().map(Object::toString).toList()))
                                .toList());
    }

    public List<Vip> copyVips(@Header("cluster_id") int seed) {
        return nailgun.seeds().copyVips(seed);
    }

    public List<Address> copyAddresses(@Header("cluster_id") int original, @Body Map<String, Object> body) {
        return nailgun.seeds()
                .copyAddresses(
                        original,
                        ((List<?>) body.get("networks"))
                                .stream().map(Object::toString).toList());
    }

    /** @return id of the release */
    public int cloneRelease(@Header("cluster_id") int cluster, @Header("release_id") int release) {
        return nailgun.seeds().cloneRelease(cluster, release);
    }

    public ObjectNode networkConfiguration(@Header("cluster_id") int cluster) {
        return nailgun.networkConfiguration(cluster);
    }

    /** The Fuel master has the version of the newest release it brought. */
    public ObjectNode version() {
        return version.of(nailgun.highestVersion().orElseGet(() -> Version.of("")));
    }

    public void notImplemented() {
        throw Refusal.notFound("No method is implemented for this resource.");
    }

    /** The contract says number, as Nailgun's own schema does: not each is an id. */
    private static int number(Object value) {
        if (value instanceof Integer number) {
            return number;
        }
        throw Refusal.invalid("%s is no id".formatted(value));
    }

    private static List<Integer> numbers(Object values) {
        return ((List<?>) values).stream().map(NailgunApi::number).toList();
    }
}
