package org.octane.nailgun.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.octane.json.Json;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Version;

class TransformationsTest {

    private static final String ORIGINAL =
            """
            {"external_dns": {"dns_list": {"type": "text", "value": "10.20.0.1, 8.8.8.8"}},
             "external_ntp": {"ntp_list": {"type": "text", "value": "0.pool.ntp.org"}},
             "provision": {"method": {"value": "cobbler"}}}
            """;

    @Test
    void listsOfServersBecomeListsWithFuel9() {
        var before = new Attributes(Json.object(ORIGINAL), Json.object("{\"provision\": {}, \"nova\": {}}"));
        var after = transformations("liberty-8.0", "mitaka-9.0").attributes(before);
        assertThat(after.editable().at("/external_dns/dns_list").toString())
                .isEqualTo("{\"type\":\"text_list\",\"value\":[\"10.20.0.1\",\"8.8.8.8\"]}");
        assertThat(after.editable().at("/external_ntp/ntp_list/value").toString())
                .isEqualTo("[\"0.pool.ntp.org\"]");
        assertThat(after.generated().toString()).isEqualTo("{\"nova\":{}}");
        assertThat(before.editable()).isEqualTo(Json.object(ORIGINAL));
    }

    @Test
    void aListWithoutServersIsEmptyWithFuel9() {
        var none = Json.object(
                """
                {"external_dns": {"dns_list": {"type": "text", "value": null}},
                 "external_ntp": {"ntp_list": {"type": "text", "value": " , 10.20.0.1 ,, "}}}
                """);
        var after = transformations("liberty-8.0", "mitaka-9.0").attributes(new Attributes(none, Json.object()));
        assertThat(after.editable().at("/external_dns/dns_list/value").toString())
                .isEqualTo("[]");
        assertThat(after.editable().at("/external_ntp/ntp_list/value").toString())
                .isEqualTo("[\"10.20.0.1\"]");
    }

    @Test
    void nodesAreInstalledFromImagesSinceFuel61() {
        var before = new Attributes(Json.object(ORIGINAL), Json.object());
        assertThat(transformations("2014.2-6.0", "2014.2.2-6.1")
                        .attributes(before)
                        .editable()
                        .at("/provision/method/value")
                        .textValue())
                .isEqualTo("image");
    }

    @Test
    void publicEndpointsOfAnOlderCloudStayWithoutTls() {
        var before = new Attributes(Json.object(ORIGINAL), Json.object());
        var after = transformations("2014.2.2-6.1", "liberty-8.0").attributes(before);
        assertThat(after.editable().at("/public_ssl/services/value").booleanValue())
                .isFalse();
        assertThat(transformations("2015.1.0-7.0", "liberty-8.0")
                        .attributes(before)
                        .editable()
                        .has("public_ssl"))
                .isFalse();
    }

    @Test
    void virtualAddressesGotNamesWithFuel7() {
        var way = transformations("2014.2.2-6.1", "2015.1.0-7.0");
        assertThat(way.vip("public", "haproxy")).isEqualTo("public");
        assertThat(way.vip("public", "vrouter")).isEqualTo("vrouter_pub");
        assertThat(way.vip("management", "haproxy")).isEqualTo("management");
        assertThat(way.vip("storage", "haproxy")).isNull();
        assertThat(transformations("2015.1.0-7.0", "liberty-8.0").vip("public", "public"))
                .isEqualTo("public");
    }

    @Test
    void theBaseSystemLeftItsLogicalVolumesWithFuel61() {
        var before = Json.array(
                """
                [{"type": "disk", "id": "sda", "volumes": [{"type": "boot", "size": 300},
                  {"type": "lvm_meta_pool", "size": 64}, {"type": "pv", "vg": "os", "size": 28736},
                  {"type": "pv", "vg": "vm", "size": 100}]},
                 {"type": "disk", "id": "sdb", "volumes": [{"type": "pv", "vg": "os", "size": 0}]},
                 {"type": "vg", "id": "os", "volumes": [
                  {"name": "root", "size": 20480, "mount": "/", "file_system": "ext4"},
                  {"name": "swap", "size": 8192, "mount": "swap", "file_system": "swap"}]}]
                """);
        var after = transformations("2014.2-6.0", "2015.1.0-7.0").volumes(before);
        assertThat(after.at("/0/volumes").findValuesAsText("type"))
                .containsExactly("boot", "lvm_meta_pool", "partition", "partition", "pv");
        assertThat(after.at("/0/volumes").findValuesAsText("size")).containsExactly("0", "0", "20480", "8192", "100");
        assertThat(after.get(1)).isEqualTo(before.get(1));
        assertThat(transformations("2014.2.2-6.1", "2015.1.0-7.0").volumes(before))
                .isEqualTo(before);
    }

    private static Transformations transformations(String from, String to) {
        return new Transformations(Version.of(from), Version.of(to));
    }
}
