package io.mainspring.ocpp.v16;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The greatest length of a text, in Unicode code points. Checked by the codec in both directions,
 * not by the records: what was read tolerantly may be longer and must still be a record.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Length {

    /** What charge points are allowed instead in texts that only describe something. */
    int DESCRIPTIVE = 1_000;

    /** What they are allowed in the value of a configuration key. */
    int CONFIGURATION_VALUE = 10_000;

    /** The specification's limit. */
    int value();

    /** The limit of tolerant reading; 0 if there is no tolerance. */
    int tolerated() default 0;
}
