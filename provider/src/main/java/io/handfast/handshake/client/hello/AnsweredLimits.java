package io.handfast.handshake.client.hello;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.Defaults;
import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.config.TlsConfig;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.MaxFragmentLength;
import io.handfast.extension.RecordSizeLimit;
import io.handfast.handshake.Effects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How much a record may carry: what a client asks for, and what follows from the answer (RFC 8449 §4, RFC 6066 §4). */
public final class AnsweredLimits {
    private AnsweredLimits() {}

    /** The extensions that ask for shorter records; none when any length will do. */
    static List<Extension> offered(TlsConfig config, boolean tls13) {
        int most = config.maxRecordContent();
        List<Extension> offered = new ArrayList<>();
        if (most == Defaults.MAX_RECORD_CONTENT) {
            return offered;
        }
        // RFC 8449 §5: a server that knows both takes the other one.
        for (int code = 1; code <= 4; code++) {
            MaxFragmentLength fragment = new MaxFragmentLength(code);
            if (fragment.length() == most) {
                offered.add(fragment);
            }
        }
        // RFC 8449 §4: in TLS 1.3 the byte for the content type counts.
        offered.add(new RecordSizeLimit(tls13 ? most + 1 : most));
        return offered;
    }

    /** Notes the length that goes with the session; silence changes nothing, for a resumed session may have one (RFC 6066 §4). */
    public static void learn(ExtensionBlock answer, HandshakeFactsBuilder facts) {
        Optional<MaxFragmentLength> fragment = answer.find(MaxFragmentLength.class);
        if (fragment.isPresent()) {
            facts.maxFragmentLength(fragment.get().length());
        }
    }

    /** Makes hold what the server answered. */
    public static void apply(ClientOffer offer, ExtensionBlock answer, boolean tls13, Effects effects) {
        int own = offer.config().maxRecordContent();
        Optional<RecordSizeLimit> sizeLimit = answer.find(RecordSizeLimit.class);
        Optional<MaxFragmentLength> fragment = answer.find(MaxFragmentLength.class);
        if (sizeLimit.isPresent()) {
            // RFC 8449 §5: both in one answer are an illegal_parameter
            if (fragment.isPresent()) {
                throw ILLEGAL_PARAMETER.because(
                        "server answered with record_size_limit and max_fragment_length at once");
            }
            int typeLength = tls13 ? 1 : 0;
            int asked = offer.hello()
                    .extensions()
                    .find(RecordSizeLimit.class)
                    .orElseThrow()
                    .limit();
            effects.limitRecords(Math.min(sizeLimit.get().limit() - typeLength, own), asked - typeLength);
        } else if (fragment.isPresent()) {
            // RFC 6066 §4: the answer must be what was asked for
            if (!offer.hello().extensions().find(MaxFragmentLength.class).equals(fragment)) {
                throw ILLEGAL_PARAMETER.because("server chose a max_fragment_length of "
                        + fragment.get().length() + " bytes, which we did not ask for");
            }
            effects.limitRecords(own, fragment.get().length());
        } else if (own < Defaults.MAX_RECORD_CONTENT) {
            // Nothing was agreed; what we send may still be shorter.
            effects.limitRecords(own, Defaults.MAX_RECORD_CONTENT);
        }
    }
}
