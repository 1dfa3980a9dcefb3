package io.handfast.config;

import io.handfast.compression.CompressionAlgorithm;
import java.util.Arrays;
import java.util.List;

/**
 * In which compressed forms certificates travel (RFC 8879 §3).
 *
 * @param accepted what we tell the peer that it may send; none unless asked for
 * @param used what we send where the peer tells us that it may be, most preferred first; all that there is unless asked
 *     otherwise
 */
public record CertificateCompressionOptions(List<CompressionAlgorithm> accepted, List<CompressionAlgorithm> used) {
    /** We ask for none, and answer who does. */
    public static final CertificateCompressionOptions DEFAULTS =
            new CertificateCompressionOptions(List.of(), Arrays.asList(CompressionAlgorithm.values()));

    public CertificateCompressionOptions {
        accepted = List.copyOf(accepted);
        used = List.copyOf(used);
    }

    public CertificateCompressionOptions withAccepted(List<CompressionAlgorithm> value) {
        return new CertificateCompressionOptions(value, used);
    }

    public CertificateCompressionOptions withUsed(List<CompressionAlgorithm> value) {
        return new CertificateCompressionOptions(accepted, value);
    }
}
