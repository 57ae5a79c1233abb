package org.octane.nailgun.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;

/** Interfaces as rows of Nailgun's releases have them, and as its API shows them. */
class InterfaceAnswerTest {

    private static final String OFFLOADING = "[{'name': 'tso', 'state': %s, 'sub': [{'name': 'tso-ecn', 'state': true,"
            + " 'sub': []}]}, {'name': '%s', 'state': true, 'sub': []}]";

    @Test
    void aBondHasNoIdAndNamesItsInterfaces() {
        var bond = InterfaceAnswer.of(bond());

        assertThat(bond.has("id")).isFalse();
        assertThat(bond.get("slaves").toString()).isEqualTo("[{\"name\":\"eth0\"},{\"name\":\"eth1\"}]");
        assertThat(bond.at("/bond_properties/mode").textValue()).isEqualTo("active-backup");
        assertThat(bond.has("meta")).isFalse();
    }

    @Test
    void sinceFuel9ABondHasAttributesAndWhatAllOfItsInterfacesCan() {
        var row = bond();
        row.put("attributes", json("{'mtu': {}}").toString());
        slave(row, 0).put("meta", meta("true", "gso", true));
        slave(row, 1).put("meta", meta("false", "gro", false));

        var bond = InterfaceAnswer.of(row);

        assertThat(bond.get("attributes")).isEqualTo(json("{'mtu': {}}"));
        assertThat(bond.has("bond_properties")).isFalse();
        assertThat(bond.get("meta"))
                .isEqualTo(
                        json("{'dpdk': {'available': false}, 'offloading': {'modes': [{'name': 'tso', 'state': false,"
                                + " 'sub': [{'name': 'tso-ecn', 'state': true, 'sub': []}]}]}}"));
    }

    @Test
    void aClusterOfBeforeFuel61KnowsNoProperties() {
        var row = json(
                "{'name': 'eth0', 'type': 'ether', 'pxe': true, 'interface_properties': '{}', 'offloading_modes': '[]',"
                        + " 'release_version': '2014.2-6.0'}");

        assertThat(InterfaceAnswer.of(row)).isEqualTo(json("{'name': 'eth0', 'type': 'ether'}"));
        assertThat(InterfaceAnswer.of(row.put("release_version", "2014.2.2-6.1"))
                        .has("pxe"))
                .isTrue();
    }

    private static ObjectNode bond() {
        return json(
                "{'id': 1, 'name': 'bond0', 'type': 'bond', 'bond_properties': '{\\\"mode\\\": \\\"active-backup\\\"}',"
                        + " 'interface_properties': '{}', 'offloading_modes': '[]', 'release_version': 'mitaka-9.0',"
                        + " 'slaves': [{'name': 'eth0'}, {'name': 'eth1'}], 'assigned_networks': []}");
    }

    private static ObjectNode slave(ObjectNode bond, int number) {
        return (ObjectNode) bond.get("slaves").get(number);
    }

    private static String meta(String tso, String other, boolean dpdk) {
        return json("{'offloading_modes': " + OFFLOADING.formatted(tso, other) + ", 'dpdk': {'available': " + dpdk
                        + "}}")
                .toString();
    }

    private static ObjectNode json(String text) {
        return Json.object(text.replace('\'', '"'));
    }
}
