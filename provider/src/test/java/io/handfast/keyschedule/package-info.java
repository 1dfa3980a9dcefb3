/** Tests of the key schedules against published traces and recorded connections. */
@NullMarked
package io.handfast.keyschedule;

import org.jspecify.annotations.NullMarked;
