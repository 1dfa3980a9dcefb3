package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The public shares of the TLS 1.3 key exchange (RFC 8446 §4.2.8). */
public final class KeyShare {
    private KeyShare() {}

    /**
     * What a ClientHello carries.
     *
     * @param shares at most one for each group, most preferred first; none asks the server to name a group
     */
    public record Offered(List<KeyShareEntry> shares) implements Extension {
        public Offered {
            shares = List.copyOf(shares);
        }

        static Offered decode(WireReader body) {
            List<KeyShareEntry> shares = body.vector16("client_shares", 0).list(KeyShareEntry::decode);
            TypeSet groups = new TypeSet();
            for (KeyShareEntry share : shares) {
                // RFC 8446 §4.2.8: at most one share for a group
                if (!groups.add(share.group())) {
                    throw ILLEGAL_PARAMETER.because(
                            String.format("key_share has two shares for group 0x%04x", share.group()));
                }
            }
            return new Offered(shares);
        }

        /** The share for a group, if there is one. */
        public Optional<KeyShareEntry> forGroup(int group) {
            for (KeyShareEntry share : shares) {
                if (share.group() == group) {
                    return Optional.of(share);
                }
            }
            return Optional.empty();
        }

        /** The groups of the shares, in their order. */
        public CodePoints groups() {
            return CodePoints.of(shares, KeyShareEntry::group);
        }

        /** Refuses shares for groups that the client's supported_groups does not list. */
        public void refuseUnlisted(CodePoints supportedGroups) {
            // Both lists are as long as the peer likes, up to thousands: one must not be gone through for each of the
            // other.
            int[] listed = supportedGroups.stream().sorted().toArray();
            for (KeyShareEntry share : shares) {
                // RFC 8446 §4.2.8: each share is for a group of the list
                if (Arrays.binarySearch(listed, share.group()) < 0) {
                    throw ILLEGAL_PARAMETER.because(String.format(
                            "key_share has a share for group 0x%04x, which supported_groups does not list",
                            share.group()));
                }
            }
        }

        @Override
        public int type() {
            return ExtensionType.KEY_SHARE;
        }

        @Override
        public int likelyLength() {
            int length = 2;
            for (KeyShareEntry share : shares) {
                length += 4 + share.keyExchange().length();
            }
            return length;
        }

        @Override
        public void encodeBody(WireWriter out) {
            int list = out.open16();
            for (KeyShareEntry share : shares) {
                share.encode(out);
            }
            out.close16(list);
        }
    }

    /**
     * What a ServerHello carries.
     *
     * @param share the server's share, for the group it chose
     */
    public record Selected(KeyShareEntry share) implements Extension {
        static Selected decode(WireReader body) {
            return new Selected(KeyShareEntry.decode(body));
        }

        @Override
        public int type() {
            return ExtensionType.KEY_SHARE;
        }

        @Override
        public int likelyLength() {
            return 4 + share.keyExchange().length();
        }

        @Override
        public void encodeBody(WireWriter out) {
            share.encode(out);
        }
    }

    /**
     * What a HelloRetryRequest carries.
     *
     * @param group the group for which the server wants a share
     */
    public record RetryGroup(int group) implements Extension {
        static RetryGroup decode(WireReader body) {
            return new RetryGroup(body.u16());
        }

        @Override
        public int type() {
            return ExtensionType.KEY_SHARE;
        }

        @Override
        public void encodeBody(WireWriter out) {
            out.u16(group);
        }
    }
}
