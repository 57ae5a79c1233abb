package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.stream.Collectors;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;

/** What the Fuel master makes before nodes are installed: their image, and since 8.0 that of bare-metal servers. */
record ImageBuild(ClusterData cluster) {

    private static final int STEP = 100;
    private static final int AN_HOUR = 3600;
    private static final int TEN_MINUTES = 600;
    private static final int KEY_SECONDS = 180;
    private static final List<String> IRONIC_PACKAGES = List.of(
            "openssh-server",
            "ntp",
            "fuel-agent",
            "ubuntu-minimal",
            "live-boot",
            "wget",
            "live-boot-initramfs-tools",
            "squashfs-tools",
            "linux-firmware",
            "msmtp-mta",
            "hpsa-dkms",
            "i40e-dkms",
            "linux-firmware-nonfree",
            "xz-utils",
            "linux-headers-generic");

    ArrayNode tasks(JsonNode attributes) {
        var tasks = Json.array();
        if (cluster.release().operatingSystem().equalsIgnoreCase("Ubuntu")) {
            switch (attributes.path("provision").path("method").asText()) {
                case "image" -> add(tasks, AN_HOUR, build(attributes));
                case "cobbler" -> add(tasks, TEN_MINUTES, installer(attributes.path("repo_setup")));
                default -> {
                    // Nothing is built.
                }
            }
        }
        if (cluster.release().fuel() >= 8
                && attributes.path("ironic").path("enabled").asBoolean()) {
            add(tasks, KEY_SECONDS, keys());
            add(tasks, AN_HOUR, bootstrap());
        }
        return tasks;
    }

    private void add(ArrayNode tasks, int seconds, String command) {
        var task = tasks.addObject().put("priority", STEP * tasks.size()).put("type", "shell");
        if (cluster.masterVersion() >= 8) {
            task.putNull("id");
        }
        task.putArray("uids").add("master");
        task.putObject("parameters")
                .put("cmd", command)
                .put("cwd", "/")
                .put("interval", 1)
                .put("retries", 1)
                .put("timeout", seconds);
    }

    private String build(JsonNode attributes) {
        var input = Json.object();
        input.set("image_data", attributes.path("provision").path("image_data"));
        input.put("output", "/var/www/nailgun/targetimages");
        input.set("repos", attributes.path("repo_setup").path("repos"));
        input.set("codename", attributes.path("provision").path("codename"));
        return "fa_build_image --image_build_dir /var/lib/fuel/ibp --log-file /var/log/fuel-agent-env-" + cluster.id()
                + ".log --data_driver nailgun_build_image --input_data '"
                + input.toString().replace("'", "'\\''") + "'";
    }

    private static String installer(JsonNode repositories) {
        var first = repositories.path("repos").path(0).path("uri").asText();
        var kernel = repositories.path("installer_kernel");
        var initrd = repositories.path("installer_initrd");
        return "LOCAL_KERNEL_FILE=%s LOCAL_INITRD_FILE=%s download-debian-installer %s %s"
                .formatted(
                        kernel.path("local").asText(),
                        initrd.path("local").asText(),
                        within(first, kernel.path("remote_relative").asText()),
                        within(first, initrd.path("remote_relative").asText()));
    }

    private static String within(String folder, String path) {
        return folder.endsWith("/") ? folder + path : folder + "/" + path;
    }

    private String keys() {
        return "sh /etc/puppet/modules/osnailyfacter/modular/astute/generate_keys.sh -i " + cluster.id()
                + " -s 'ironic' -p /var/lib/fuel/keys/ ";
    }

    /** The image that bare-metal servers boot from; not built again if it is there. */
    private String bootstrap() {
        var folder = "/var/www/nailgun/bootstrap/ironic/" + cluster.id() + "/";
        var packages =
                IRONIC_PACKAGES.stream().map(name -> "--package '" + name + "'").collect(Collectors.joining(" "));
        return "test -e " + folder + "vmlinuz || (fuel-bootstrap build " + packages
                + " --root-ssh-authorized-file /var/lib/fuel/keys/" + cluster.id() + "/ironic/ironic.pub --output-dir "
                + folder + " --extra-dir /usr/share/ironic-fa-bootstrap-configs/ --no-compress --no-default-extra-dirs"
                + " --no-default-packages --log-file /var/log/fuel-ironic-bootstrap-image-build.log)";
    }
}
