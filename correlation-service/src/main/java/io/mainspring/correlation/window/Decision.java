package io.mainspring.correlation.window;

import java.util.List;

/**
 * What an input leads to.
 *
 * @param window the charge point's state from now on
 * @param effects in the order in which they are to be carried out
 */
public record Decision(CallWindow window, List<WindowEffect> effects) {}
