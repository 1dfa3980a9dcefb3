package io.handfast.handshake.server.choice;

import io.handfast.config.Defaults;
import io.handfast.config.TlsConfig;
import io.handfast.extension.Extension;
import io.handfast.extension.MaxFragmentLength;
import io.handfast.extension.RecordSizeLimit;
import io.handfast.message.ClientHello;
import java.util.Optional;

/**
 * How much a record may carry once a server has answered, in bytes (RFC 8449 §4, RFC 6066 §4).
 *
 * @param send the most content of a record of ours
 * @param receive the most content of a record of the client's
 * @param answer the extension that tells the client; empty when it did not ask
 */
public record RecordLimits(int send, int receive, Optional<Extension> answer) {
    /** The length in bytes that goes with the session from now on; 0 for none (RFC 6066 §4). */
    public int maxFragmentLength() {
        return answer.isPresent() && answer.get() instanceof MaxFragmentLength fragment ? fragment.length() : 0;
    }

    /** What follows from the client's wish and our own. */
    public static RecordLimits of(TlsConfig config, ClientHello hello, boolean tls13) {
        // RFC 8449 §4: in TLS 1.3 the byte for the content type counts.
        int typeLength = tls13 ? 1 : 0;
        Optional<RecordSizeLimit> sizeLimit = hello.extensions().find(RecordSizeLimit.class);
        if (sizeLimit.isPresent()) {
            // RFC 8449 §5: with this extension there, max_fragment_length is ignored.
            int own = config.maxRecordContent();
            int send = Math.min(sizeLimit.get().limit() - typeLength, own);
            return new RecordLimits(send, own, Optional.of(new RecordSizeLimit(own + typeLength)));
        }
        Optional<MaxFragmentLength> fragment = hello.extensions().find(MaxFragmentLength.class);
        if (fragment.isPresent()) {
            // RFC 6066 §4: who agrees says the same length, and then it holds both ways.
            int length = fragment.get().length();
            return new RecordLimits(Math.min(length, config.maxRecordContent()), length, Optional.of(fragment.get()));
        }
        return new RecordLimits(config.maxRecordContent(), Defaults.MAX_RECORD_CONTENT, Optional.empty());
    }
}
