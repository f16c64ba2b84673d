package io.mainspring.smartcharging.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mainspring.contracts.ContractJson;
import io.mainspring.contracts.smartcharging.SiteMembersChanged;
import io.mainspring.kit.eventsourcing.ProjectionRebuild;
import io.mainspring.smartcharging.SmartchargingServiceTest;
import io.mainspring.testkit.Rest;
import io.mainspring.testkit.Tail;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept and told of sites, without any charge point behind it. */
@SmartchargingServiceTest
class SiteBooksTest {

    @Autowired private Rest operator;
    @Autowired private ProjectionRebuild rebuild;
    @Autowired private JdbcClient sql;

    @Test
    void aRebuiltProjectionEqualsTheLiveOne() {
        var site = site("Sb1");
        operator.put("/sites/" + site + "/members/Sb1-c", "{\"priority\": 2}");
        operator.delete("/sites/" + site + "/members/Sb1-a");
        operator.put("/sites/" + site + "/grid-limit", "{\"unit\": \"W\", \"limit\": 43000}");
        operator.put("/sites/" + site, "{\"name\": \"Other\", \"settings\": {\"lease\": 600}}");
        operator.delete("/sites/" + site("Sb2"));
        var live = rows(site);
        sql.sql("update site set name = 'wrong' where site_id = ?::uuid").param(site).update();

        rebuild.rebuild("sites");

        assertThat(rows(site)).isEqualTo(live).hasSize(3);
    }

    @Test
    void whatHappensToASiteIsPublishedUnderItsId() {
        try (var events = new Tail("events.smartcharging")) {
            var site = site("Sb3");
            operator.put("/sites/" + site + "/grid-limit", "{\"unit\": \"A\", \"limit\": 40}");
            operator.put("/sites/" + site + "/members/Sb3-c", "{}");
            operator.delete("/sites/" + site);

            events.first(r -> site.equals(r.key()) && type(r).equals("site.deleted.v1"));
            var all = events.all(r -> site.equals(r.key()));
            assertThat(all)
                    .extracting(SiteBooksTest::type)
                    .containsExactly(
                            "site.limit-changed.v1",
                            "site.members-changed.v1",
                            "site.limit-changed.v1",
                            "site.members-changed.v1",
                            "site.deleted.v1");
            assertThat(ContractJson.read(SiteMembersChanged.class, all.get(3).value()).members())
                    .extracting(SiteMembersChanged.Member::chargePointId)
                    .containsExactly("Sb3-a", "Sb3-b", "Sb3-c");
        }
    }

    @Test
    void sitesAreListedPageByPageTheNewestFirst() {
        var ids = List.of(site("Sb4"), site("Sb5"), site("Sb6"));
        var found = new ArrayList<String>();
        var path = "/sites?limit=2";
        for (int page = 0; page < 2; page++) {
            var body = operator.get(path).body();
            body.path("items").forEach(item -> found.add(item.path("siteId").asString()));
            path = "/sites?limit=2&cursor=" + body.path("nextCursor").asString();
        }
        assertThat(found).startsWith(ids.get(2), ids.get(1), ids.get(0)).doesNotHaveDuplicates();
    }

    private String site(String name) {
        return operator.post(
                        "/sites",
                        """
                        {"name": "%s", "gridLimit": {"unit": "A", "limit": 63, "periods": [
                           {"recurrency": "Daily", "start": "2026-01-01T17:00:00Z",
                            "duration": 7200, "limit": 40}]},
                         "members": [{"chargePointId": "%s-a"}, {"chargePointId": "%s-b"}]}
                        """
                                .formatted(name, name, name))
                .body()
                .path("siteId")
                .asString();
    }

    private List<String> rows(String site) {
        return sql.sql(
                        """
                        select s::text from site s where site_id = ?::uuid
                        union all
                        select m::text from site_member m where site_id = ?::uuid order by 1
                        """)
                .params(site, site)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static String type(ConsumerRecord<?, ?> record) {
        return new String(requireNonNull(record.headers().lastHeader("ce_type")).value(), UTF_8);
    }
}
