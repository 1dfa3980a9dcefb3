package io.handfast.failure;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A certificate of the peer's was refused, or is missing: which one, by which check, and what to do (RFC 5280 §6, RFC 9525 §6). */
public final class CertificateFailure extends CertificateException implements TlsFailure {
    private static final long serialVersionUID = 1L;

    /** What was checked. */
    public enum Check {
        /** There is one at all. */
        PRESENCE,
        /** It is one certificate that parses. */
        FORMAT,
        /** It is within its time. */
        VALIDITY,
        /** It leads to somebody we trust. */
        TRUST,
        /** Who is named as its issuer has signed it. */
        SIGNATURE,
        /** It may be used for this. */
        USAGE,
        /** It is for the host that we want. */
        NAME,
        /** Its key and its signature are of an allowed kind. */
        ALGORITHM,
        /** It was not revoked. */
        REVOCATION,
        /** All else that a path must fulfil. */
        PATH
    }

    private final Check check;
    private final String summary;
    private final int index;
    private final transient @Nullable X509Certificate certificate;
    private final String expected;
    private final String found;
    private final String advice;

    private CertificateFailure(Draft draft, String message) {
        super(message, draft.cause);
        check = draft.check;
        summary = draft.summary;
        index = draft.index;
        certificate = draft.certificate;
        expected = draft.expected;
        found = draft.found;
        advice = draft.advice;
    }

    /** Begins the description of a failure. */
    public static Draft of(Check check, String summary) {
        return new Draft(check, summary);
    }

    /** Which check failed. */
    public Check check() {
        return check;
    }

    @Override
    public String summary() {
        return summary;
    }

    /** Where the certificate stands among those that the peer sent, from 0 for its own; empty if it was not sent or is not known. */
    public OptionalInt index() {
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The certificate itself; empty if it does not parse or is not known. */
    public Optional<X509Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /** Whose certificate it is, fit to be shown. */
    public Optional<String> subject() {
        return certificate().map(X509Certificate::getSubjectX500Principal).map(Printable::of);
    }

    /** Who issued it, fit to be shown. */
    public Optional<String> issuer() {
        return certificate().map(X509Certificate::getIssuerX500Principal).map(Printable::of);
    }

    /** Its serial number in hexadecimal digits. */
    public Optional<String> serialNumber() {
        return certificate().map(each -> each.getSerialNumber().toString(16));
    }

    /** From when it is valid. */
    public Optional<Instant> notBefore() {
        return certificate().map(each -> each.getNotBefore().toInstant());
    }

    /** Until when it is valid. */
    public Optional<Instant> notAfter() {
        return certificate().map(each -> each.getNotAfter().toInstant());
    }

    /** What the check wanted; empty where there is nothing to say. */
    public String expected() {
        return expected;
    }

    /** What it found instead; empty where there is nothing to say. */
    public String found() {
        return found;
    }

    @Override
    public String advice() {
        return advice;
    }

    /** A failure while it is described. */
    public static final class Draft {
        private static final int LONGEST = 2000;

        private final Check check;
        private final String summary;
        private int index = -1;
        private @Nullable X509Certificate certificate;
        private String expected = "";
        private String found = "";
        private String advice = "";
        private @Nullable Throwable cause;

        private Draft(Check check, String summary) {
            this.check = check;
            this.summary = summary;
        }

        /** Which certificate it is, of those that were sent. */
        public Draft certificate(X509Certificate refused, List<X509Certificate> sent) {
            certificate = refused;
            index = sent.indexOf(refused);
            return this;
        }

        /** Where the certificate stands that does not parse. */
        public Draft index(int position) {
            index = position;
            return this;
        }

        public Draft expected(String wanted) {
            expected = wanted;
            return this;
        }

        public Draft found(String instead) {
            found = instead;
            return this;
        }

        public Draft advice(String action) {
            advice = action;
            return this;
        }

        public Draft cause(@Nullable Throwable underneath) {
            cause = underneath;
            return this;
        }

        /** The exception, whose message says all of it. */
        public CertificateFailure exception() {
            StringBuilder message = new StringBuilder(summary);
            X509Certificate refused = certificate;
            if (refused != null) {
                message.append(String.format(
                        Locale.ROOT,
                        "; certificate%s: '%s', serial %s, valid %s to %s",
                        index < 0 ? "" : " " + index + " of the chain",
                        Printable.of(refused.getSubjectX500Principal()),
                        Printable.of(refused.getSerialNumber().toString(16)),
                        refused.getNotBefore().toInstant(),
                        refused.getNotAfter().toInstant()));
            } else if (index >= 0) {
                message.append("; certificate ").append(index).append(" of the chain");
            }
            if (!advice.isEmpty()) {
                message.append("; ").append(advice);
            }
            if (message.length() > LONGEST) {
                message.setLength(LONGEST);
            }
            return new CertificateFailure(this, message.toString());
        }
    }
}
