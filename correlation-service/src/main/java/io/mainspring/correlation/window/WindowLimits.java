package io.mainspring.correlation.window;

import java.time.Duration;

/**
 * How long and how much.
 *
 * @param answerTimeout from sending a call to giving up on its answer
 * @param waiting calls that may wait behind the one in flight
 * @param remembered finished command ids kept, to recognise repeated calls and late answers
 */
public record WindowLimits(Duration answerTimeout, int waiting, int remembered) {}
