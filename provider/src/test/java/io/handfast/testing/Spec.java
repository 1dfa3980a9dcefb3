package io.handfast.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The requirements that a test is about, by their numbers: RFC, section, and the how-manieth of the section's sentences with a
 * word of RFC 2119, as in {@code RFC8446-4.1.4-5}. {@code RequirementsTest} joins them with the list.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Spec {
    /** The numbers. */
    String[] value();
}
