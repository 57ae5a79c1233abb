package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;

/** What the installer of a node is told: disks, images, repositories, and where to report to. */
record KickstartMeta(ClusterData cluster, MasterSettings master) {

    ObjectNode serialize(Node node, JsonNode attributes, PreservedVolumes kept) {
        var admin = cluster.network(ClusterData.ADMIN);
        var meta = Json.object();
        meta.put("admin_net", admin.cidr().text());
        meta.put("gw", NetworkScheme.adminGateway(cluster));
        meta.put("master_ip", cluster.masterIp());
        meta.put("auth_key", ProvisioningInfo.quoted(attributes.path("auth_key").asText()));
        meta.set("authorized_keys", Json.array(master.authorizedKeys()));
        meta.put("fuel_version", cluster.fuelVersion());
        meta.put("timezone", master.timezone());
        meta.put("install_log_2_syslog", 1);
        if (attributes.path("provision").path("method").asText().equals("image")) {
            meta.set("image_data", attributes.path("provision").path("image_data"));
        }
        meta.set("repo_setup", attributes.path("repo_setup"));
        collective(meta);
        if (cluster.masterVersion() >= 8) {
            meta.put("mco_identity", node.id());
            templates(meta.putObject("cloud_init_templates"));
        }
        var mellanox = attributes.path("neutron_mellanox");
        if (mellanox.isObject()) {
            meta.put(
                    "mlnx_iser_enabled", attributes.path("storage").path("iser").asBoolean());
            meta.set("mlnx_plugin_mode", mellanox.path("plugin"));
            meta.set("mlnx_vf_num", mellanox.path("vf_num"));
        }
        meta.put("puppet_auto_setup", 1);
        meta.put("puppet_enable", 0);
        meta.put("puppet_master", master.puppetMaster());
        var disks = meta.putObject("pm_data");
        disks.put(
                "kernel_params",
                node.kernelParameters() == null
                        ? attributes.path("kernel_params").path("kernel").asText()
                        : node.kernelParameters());
        var spaces = node.volumes().deepCopy();
        kept.markIn(spaces);
        disks.set("ks_spaces", spaces);
        return meta;
    }

    /** Which of the installer's templates fit the release. */
    private void templates(ObjectNode templates) {
        var release = cluster.release();
        for (var name : List.of("boothook", "cloud_config", "meta_data")) {
            templates.put(
                    name,
                    "%s_fuel_%s_%s.jinja2"
                            .formatted(
                                    name,
                                    release.environment(),
                                    release.operatingSystem().toLowerCase(Locale.ROOT)));
        }
    }

    private void collective(ObjectNode meta) {
        meta.put("mco_auto_setup", 1);
        meta.put("mco_enable", 1);
        meta.put("mco_connector", "rabbitmq");
        meta.put("mco_host", master.collective().host());
        meta.put("mco_user", master.collective().user());
        meta.put("mco_password", master.collective().password());
        meta.put("mco_vhost", master.collective().vhost());
        meta.put("mco_pskey", master.pskey());
    }
}
