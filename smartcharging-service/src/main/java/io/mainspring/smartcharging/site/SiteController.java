package io.mainspring.smartcharging.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mainspring.kit.web.Cursor;
import io.mainspring.kit.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Sites, their limits and members, and how a limit is shared now. A write is answered when reads see it. */
@RestController
@RequestMapping("/api/v1/sites")
class SiteController {

    private final SiteDesk desk;
    private final SiteViews sites;
    private final AllocationViews allocations;

    SiteController(SiteDesk desk, SiteViews sites, AllocationViews allocations) {
        this.desk = desk;
        this.sites = sites;
        this.allocations = allocations;
    }

    @PostMapping
    ResponseEntity<SiteView> create(@RequestBody SiteForms.NewSite body) {
        var site = desk.create(body);
        var address =
                UriComponentsBuilder.fromPath("/api/v1/sites/{id}")
                        .encode(UTF_8)
                        .buildAndExpand(site.siteId())
                        .toUri();
        return ResponseEntity.created(address).body(site);
    }

    /** The newest first. */
    @GetMapping
    Page<SiteView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return sites.list(Cursor.parse(cursor, 2), Cursor.limit(limit));
    }

    @GetMapping("/{id}")
    SiteView read(@PathVariable String id) {
        return desk.find(id);
    }

    /** Name and settings; what is left out of the settings gets its default. */
    @PutMapping("/{id}")
    SiteView change(@PathVariable String id, @RequestBody SiteForms.Change body) {
        return desk.change(id, body);
    }

    /**
     * Replaces the limit and its periods. A lower one holds as soon as the charge points concerned have accepted less,
     * at the latest when their leases have run out.
     */
    @PutMapping("/{id}/grid-limit")
    SiteView setLimit(@PathVariable String id, @RequestBody SiteForms.Limit body) {
        return desk.setLimit(id, body);
    }

    /** Takes a charge point in, or changes what was said of it. */
    @PutMapping("/{id}/members/{chargePointId}")
    SiteView join(
            @PathVariable String id,
            @PathVariable String chargePointId,
            @RequestBody SiteForms.Joining body) {
        return desk.join(id, chargePointId, body);
    }

    /** Lets a charge point go; its profiles of this site are cleared. */
    @DeleteMapping("/{id}/members/{chargePointId}")
    SiteView leave(@PathVariable String id, @PathVariable String chargePointId) {
        return desk.leave(id, chargePointId);
    }

    @GetMapping("/{id}/allocation")
    AllocationView allocation(@PathVariable String id) {
        return allocations.of(desk.find(id));
    }

    /** Ends the site; the profiles of its members are cleared. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        desk.delete(id);
    }
}
