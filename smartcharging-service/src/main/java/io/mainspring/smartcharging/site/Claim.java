package io.mainspring.smartcharging.site;

/**
 * What a charging vehicle asks of the site's limit; tenths of an ampere.
 *
 * @param priority the higher, the earlier it is served
 * @param arrival among equals the lower one is served first
 * @param floor it gets at least this or nothing
 * @param cap more than this is of no use to it; not below the floor
 */
record Claim(int priority, long arrival, long floor, long cap) {}
