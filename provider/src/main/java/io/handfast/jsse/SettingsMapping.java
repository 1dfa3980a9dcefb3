package io.handfast.jsse;

import io.handfast.compression.CompressionAlgorithm;
import io.handfast.config.CertificateCompressionOptions;
import io.handfast.config.ChainWishes;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.EarlyDataOptions;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.session.Sessions;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;

/** Our settings to what the core works from; what was not chosen stays at its default (RFC 8446 §9.3). */
final class SettingsMapping {
    private SettingsMapping() {}

    /** What holds for every connection with these choices; what a client sends early is no part of it. */
    static ConnectionOptions options(Settings chosen, boolean client) {
        ConnectionOptions defaults = ConnectionOptions.DEFAULTS;
        if (chosen.isEmpty()) {
            return defaults;
        }
        return defaults.withAbortWithoutCertificate(
                        chosen.find(Setting.ABORT_WITHOUT_CERTIFICATE).orElse(defaults.abortWithoutCertificate()))
                .withPostQuantumRequired(
                        chosen.find(Setting.POST_QUANTUM_REQUIRED).orElse(defaults.postQuantumRequired()))
                .withStatelessRetry(chosen.find(Setting.STATELESS_RETRY).orElse(defaults.statelessRetry()))
                .withPostHandshakeAuthentication(chosen.find(Setting.POST_HANDSHAKE_AUTHENTICATION)
                        .orElse(defaults.postHandshakeAuthentication()))
                .withVerifiesOnResumption(
                        chosen.find(Setting.VERIFIES_ON_RESUMPTION).orElse(defaults.verifiesOnResumption()))
                .withRecordPadding(chosen.find(Setting.RECORD_PADDING).orElse(defaults.recordPadding()))
                .withGrease(chosen.find(Setting.GREASE).orElse(defaults.grease()))
                .withChainWishes(chainWishes(chosen))
                .withRawPublicKeys(chosen.find(Setting.RAW_PUBLIC_KEYS).orElse(defaults.rawPublicKeys()))
                .withEarlyData(client ? EarlyDataOptions.NONE : taken(chosen))
                .withCertificateCompression(compression(chosen))
                .withPreSharedKeys(chosen.find(Setting.PRE_SHARED_KEYS).orElse(defaults.preSharedKeys()));
    }

    private static ChainWishes chainWishes(Settings chosen) {
        Optional<List<X500Principal>> authorities = chosen.find(Setting.CERTIFICATE_AUTHORITIES);
        Optional<List<String>> schemes = chosen.find(Setting.CERTIFICATE_SIGNATURE_SCHEMES);
        return new ChainWishes(
                authorities.isPresent() ? Optional.of(encoded(authorities.get())) : Optional.empty(),
                chosen.find(Setting.NAMES_TRUSTED_AUTHORITIES).orElse(false),
                schemes.isPresent() ? Optional.of(schemes(schemes.get())) : Optional.empty());
    }

    private static List<Bytes> encoded(List<X500Principal> names) {
        return names.stream().map(name -> Bytes.owning(name.getEncoded())).toList();
    }

    private static List<SignatureScheme> schemes(List<String> names) {
        return names.stream()
                .map(SignatureSchemes::byName)
                .flatMap(Optional::stream)
                .toList();
    }

    private static CertificateCompressionOptions compression(Settings chosen) {
        CertificateCompressionOptions defaults = CertificateCompressionOptions.DEFAULTS;
        Optional<List<String>> accepted = chosen.find(Setting.ACCEPTED_CERTIFICATE_COMPRESSION);
        Optional<List<String>> used = chosen.find(Setting.CERTIFICATE_COMPRESSION);
        return defaults.withAccepted(
                        accepted.isPresent()
                                ? named(accepted.get(), CompressionAlgorithm::decompresses)
                                : defaults.accepted())
                .withUsed(used.isPresent() ? named(used.get(), algorithm -> true) : defaults.used());
    }

    private static List<CompressionAlgorithm> named(List<String> names, Predicate<CompressionAlgorithm> usable) {
        return names.stream()
                .map(CompressionAlgorithm::byName)
                .flatMap(Optional::stream)
                .filter(usable)
                .toList();
    }

    private static EarlyDataOptions taken(Settings chosen) {
        return EarlyDataOptions.NONE.withMaxEarlyDataSize(
                chosen.find(Setting.MAX_EARLY_DATA_SIZE).orElse(0L));
    }

    static Sessions sessions(Settings chosen, Sessions ofContext) {
        Optional<Integer> count = chosen.find(Setting.TICKET_COUNT);
        return count.isPresent()
                ? ofContext.withTickets(
                        count.get() > 0 && ofContext.sealsTickets(),
                        count.get(),
                        count.get() > 0 && ofContext.tickets12())
                : ofContext;
    }
}
