package io.handfast.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import org.junit.jupiter.api.function.Executable;

/** Expects faults with their alert. */
final class Faults {
    private Faults() {}

    /** The reason of the fault that this raises, which must have this alert. */
    static String expect(AlertDescription alert, Executable action) {
        TlsException fault = assertThrows(TlsException.class, action);
        assertEquals(alert, fault.alert(), fault.reason());
        return fault.reason();
    }
}
