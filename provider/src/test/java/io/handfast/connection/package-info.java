/** Tests of the connection: pairs in memory, record by record, with or without somebody in between. */
@NullMarked
package io.handfast.connection;

import org.jspecify.annotations.NullMarked;
