package io.mainspring.gateway.listener;

/**
 * A port that charge points dial.
 *
 * @param port 0 takes a free one
 */
public record Door(ListenerTransport transport, int port) {}
