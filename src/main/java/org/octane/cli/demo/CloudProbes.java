package org.octane.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.octane.cli.client.Json;

/** Measures the cloud as its users would: whether its API answers on the public VIP, and whether each VM runs. */
final class CloudProbes implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 1_000;

    private final URI api;
    private final URI vms;
    private final Outage apiOutage = new Outage();
    private final Map<String, Outage> vmOutages = new ConcurrentHashMap<>();
    private final Probe apiProbe;
    private final Probe vmProbe;

    /** @param cloud where the simulated cloud's endpoint serves */
    CloudProbes(String cloud, String publicVip) {
        api = URI.create(cloud + "/api/" + publicVip);
        vms = URI.create(cloud + "/vms");
        apiProbe = new Probe("api probe", now -> apiOutage.sample(now, answers()));
        vmProbe = new Probe("vm probe", this::lookAtVms);
    }

    Outage api() {
        return apiOutage;
    }

    /** The longest time that any one VM did not run. */
    Duration longestVmOutage() {
        return vmOutages.values().stream()
                .map(Outage::longest)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** How many have run; one that its owner has stopped before the upgrade is none of its business. */
    long vms() {
        return vmOutages.values().stream().filter(Outage::wasUp).count();
    }

    long vmsRunning() {
        return vmOutages.values().stream().filter(Outage::isUp).count();
    }

    @Override
    public void close() {
        apiProbe.close();
        vmProbe.close();
    }

    private boolean answers() {
        try {
            return open(api).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void lookAtVms(long now) {
        JsonNode seen;
        try (InputStream body = open(vms).getInputStream()) {
            seen = Json.read(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            seen = Json.object(); // None was seen running.
        }
        seen.fieldNames().forEachRemaining(id -> vmOutages.computeIfAbsent(id, any -> new Outage()));
        for (var vm : vmOutages.entrySet()) {
            // A VM that migrates alive runs all the while; one that isn't listed does not.
            String state = Json.text(seen.path(vm.getKey()), "state");
            vm.getValue().sample(now, state.equals("running") || state.equals("migrating"));
        }
    }

    private static HttpURLConnection open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection;
    }
}
