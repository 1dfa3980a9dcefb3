package io.handfast.jsse.trust;

import io.handfast.failure.CertificateFailure.Check;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.PKIXReason;
import java.util.Map;

/** The platform's reasons for refusing a path, as checks of ours and what to do about them (RFC 5280 §6.1). */
final class CheckOfReason {
    private record Meaning(Check check, String advice) {}

    private static final Meaning UNKNOWN = new Meaning(Check.PATH, "");

    private static final Map<Reason, Meaning> MEANINGS = Map.ofEntries(
            Map.entry(BasicReason.EXPIRED, new Meaning(Check.VALIDITY, "its owner must renew it")),
            Map.entry(BasicReason.NOT_YET_VALID, new Meaning(Check.VALIDITY, "wait, or set the clock")),
            Map.entry(BasicReason.REVOKED, new Meaning(Check.REVOCATION, "its owner must get a new one")),
            Map.entry(
                    BasicReason.UNDETERMINED_REVOCATION_STATUS,
                    new Meaning(
                            Check.REVOCATION,
                            "see that the responders and lists named in it can be reached from here")),
            Map.entry(
                    BasicReason.INVALID_SIGNATURE,
                    new Meaning(Check.SIGNATURE, "it was changed, or it is not from who is named as its issuer")),
            Map.entry(
                    BasicReason.ALGORITHM_CONSTRAINED,
                    new Meaning(
                            Check.ALGORITHM,
                            "its owner should get one with a stronger key and signature; the rules are in "
                                    + "jdk.certpath.disabledAlgorithms and jdk.tls.disabledAlgorithms")),
            Map.entry(
                    PKIXReason.NO_TRUST_ANCHOR,
                    new Meaning(Check.TRUST, "put the root into the trust store if it is to be trusted")),
            Map.entry(
                    PKIXReason.INVALID_KEY_USAGE,
                    new Meaning(Check.USAGE, "its issuer is no authority for certificates by its key usage")),
            Map.entry(
                    PKIXReason.NOT_CA_CERT,
                    new Meaning(
                            Check.PATH,
                            "who signed it is no authority: its own certificate lacks CA in basicConstraints")),
            Map.entry(
                    PKIXReason.PATH_TOO_LONG,
                    new Meaning(Check.PATH, "an authority above allows fewer authorities under it")),
            Map.entry(
                    PKIXReason.INVALID_NAME,
                    new Meaning(Check.PATH, "an authority above may not issue for such names (name constraints)")),
            Map.entry(PKIXReason.NAME_CHAINING, new Meaning(Check.PATH, "issuer and subject names do not join")),
            Map.entry(
                    PKIXReason.UNRECOGNIZED_CRIT_EXT,
                    new Meaning(Check.PATH, "it has a critical extension that nobody here understands")),
            Map.entry(PKIXReason.INVALID_POLICY, new Meaning(Check.PATH, "the policies required are not given")));

    private CheckOfReason() {}

    static Check of(Reason reason) {
        return MEANINGS.getOrDefault(reason, UNKNOWN).check();
    }

    static String advice(Reason reason) {
        return MEANINGS.getOrDefault(reason, UNKNOWN).advice();
    }
}
