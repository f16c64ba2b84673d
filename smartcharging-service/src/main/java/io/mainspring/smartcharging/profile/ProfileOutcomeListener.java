package io.mainspring.smartcharging.profile;

/**
 * A feature, as a bean, that acts on what charge points say to their profiles. Called within the
 * transaction of the poll, after the belief was changed, in the order of the charge point, and
 * perhaps more than once for a command.
 */
@FunctionalInterface
public interface ProfileOutcomeListener {
    void on(ProfileOutcome outcome);
}
