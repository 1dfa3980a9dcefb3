package io.handfast.suite;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.iana.ProtocolVersion;
import java.util.Set;

/** A cipher suite, for TLS 1.3 or for the versions before and never for both (RFC 8446 §4.1.2, Appendix B.4). */
public sealed interface CipherSuite permits CipherSuite12, CipherSuite13 {
    /** Code point in the TLS Cipher Suites registry. */
    int codePoint();

    /** Name in that registry; {@link CipherSuites#jsseName} where JSSE has another. */
    String ianaName();

    /** The hash of the key schedule (1.3) or of the PRF (1.2). */
    HashAlgorithm hash();

    /** Whether the suite may be chosen in this version. */
    boolean usableIn(ProtocolVersion version);

    /** The names under which algorithm constraints may mention this suite or a part of it. */
    Set<String> constraintNames();
}
