package io.handfast.config;

import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a side says about the chain that it wants its peer to show (RFC 8446 §4.2.3, §4.2.4).
 *
 * @param authorities distinguished names in DER of those who should have issued it; an empty list names nobody. If nothing is
 *     given a server names those whom its verifier accepts, and a client nobody
 * @param namesTrusted a client without given names tells those whom its verifier accepts
 * @param schemes the signature schemes that may stand in it; if nothing is given, those of handshake signatures and whatever
 *     else the verifier takes
 */
public record ChainWishes(
        Optional<List<Bytes>> authorities, boolean namesTrusted, Optional<List<SignatureScheme>> schemes) {
    /** Nothing beyond what a server asks for anyway. */
    public static final ChainWishes NONE = new ChainWishes(Optional.empty(), false, Optional.empty());

    public ChainWishes {
        authorities = authorities.isPresent() ? Optional.of(List.copyOf(authorities.get())) : authorities;
        schemes = schemes.isPresent() ? Optional.of(List.copyOf(schemes.get())) : schemes;
    }

    public ChainWishes withAuthorities(Optional<List<Bytes>> value) {
        return new ChainWishes(value, namesTrusted, schemes);
    }

    public ChainWishes withNamesTrusted(boolean value) {
        return new ChainWishes(authorities, value, schemes);
    }

    public ChainWishes withSchemes(Optional<List<SignatureScheme>> value) {
        return new ChainWishes(authorities, namesTrusted, value);
    }
}
