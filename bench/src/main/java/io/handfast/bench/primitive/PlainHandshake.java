package io.handfast.bench.primitive;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.EphemeralKeys;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection of plain sockets with the flights of a full TLS 1.3 handshake, from its beginning to the server's first byte, and its
 * end, and the primitives of {@link Recipe#TLS13_ECDSA} on the way: each in the thread of its side, and not before it is its
 * turn (RFC 8446 §2, §4.4, §6.1, §7.1).
 *
 * <p>As soon as it may be, what a side has goes out: the client agrees while the server signs, and the keys of application data
 * are derived while the other side is busy, the ticket is sent then, and the key share of the next connection made. A part of its own for the ServerHello was
 * tried, and made nothing quicker.
 */
final class PlainHandshake implements Operation {
    private static final String GROUP = "x25519";
    private static final String SCHEME = "ecdsa_secp256r1_sha256";

    /** Lengths of flights, with a chain of two certificates for P-256. */
    private static final int CLIENT_HELLO = 250;

    /** ServerHello, EncryptedExtensions and Certificate. */
    private static final int SERVERS_FIRST = 1030;

    /** CertificateVerify and Finished. */
    private static final int SERVERS_SECOND = 170;

    private static final int CLIENTS_FINISHED = 64;

    private static final int TICKET = 270;

    private static final int FIRST_BYTE = 23;

    private static final int GOODBYE = 24;

    private final NamedGroup group = NamedGroups.byName(GROUP).orElseThrow();
    private final Side client;
    private final Side server;
    private final Operation sign;
    private final Operation verify;
    private final PlainServer listening;
    /** The server has a thread for each connection, and its operations for one at a time. */
    private final ReentrantLock serving = new ReentrantLock();

    /** Where operations come from, by name. */
    @FunctionalInterface
    interface Sources {
        /** One made ready, which nobody else has. */
        Operation ready(String name) throws GeneralSecurityException, IOException;
    }

    /** Begins to listen; the key exchange is done with the first of the two, the rest with operations of the other. */
    PlainHandshake(Jca jca, Sources sources) throws GeneralSecurityException, IOException {
        client = new Side(jca, sources);
        server = new Side(jca, sources);
        sign = sources.ready(Operations.sign(SCHEME));
        verify = sources.ready(Operations.verify(SCHEME));
        listening = new PlainServer(this::answer);
    }

    /** What each of the two does; the operations are its own, so that both can be at work. */
    private static final class Side {
        private final EphemeralKeys keys;
        private final Operation newKey;
        private final Operation sameKey;
        private final Operation sealChain;
        private final Operation openChain;
        private final Operation seal;
        private final Operation open;
        private final Operation hash;

        Side(Jca jca, Sources sources) throws GeneralSecurityException, IOException {
            keys = new EphemeralKeys(jca, new SecureRandom());
            newKey = sources.ready(Operations.HMAC_NEW_KEY);
            sameKey = sources.ready(Operations.HMAC_SAME_KEY);
            sealChain = sources.ready(RecordOperations.seal(1024));
            openChain = sources.ready(RecordOperations.open(1024));
            seal = sources.ready(RecordOperations.seal(64));
            open = sources.ready(RecordOperations.open(64));
            hash = sources.ready(Operations.HASH);
        }

        /** So many HMACs, of the numbers that {@link Recipe} has for the key schedule. */
        int derive(int newKeys, int sameKeys) throws GeneralSecurityException, IOException {
            int sum = 0;
            for (int i = 0; i < newKeys; i++) {
                sum += newKey.run();
            }
            for (int i = 0; i < sameKeys; i++) {
                sum += sameKey.run();
            }
            return sum;
        }

        /** Extract, two traffic secrets and the next salt; key, IV and finished key of both directions. */
        int handshakeKeys() throws GeneralSecurityException, IOException {
            return hash.run() + derive(4, 6);
        }
    }

    @Override
    public int run() throws GeneralSecurityException, IOException {
        byte[] flight = new byte[SERVERS_FIRST];
        try (Socket socket = listening.connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            EphemeralKey own = client.keys.next(group);
            int shareLength = own.share().length;
            System.arraycopy(own.share(), 0, flight, 0, shareLength);
            out.write(flight, 0, CLIENT_HELLO);
            client.keys.prepare();
            read(in, flight, SERVERS_FIRST);
            int sum = own.agree(Arrays.copyOf(flight, shareLength)).length();
            sum += client.handshakeKeys() + client.openChain.run();
            read(in, flight, SERVERS_SECOND);
            sum += client.hash.run() + verify.run();
            // Both Finished.
            sum += client.derive(2, 0) + client.seal.run();
            out.write(flight, 0, CLIENTS_FINISHED);
            // The master secret, all that comes from it, and the PSK of the ticket.
            sum += client.derive(5, 5);
            read(in, flight, TICKET);
            read(in, flight, FIRST_BYTE);
            sum += client.open.run();
            out.write(flight, 0, GOODBYE);
            return sum;
        }
    }

    private void answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] flight = new byte[SERVERS_FIRST];
        read(in, flight, CLIENT_HELLO);
        serving.lock();
        try {
            answer(in, socket.getOutputStream(), flight);
        } catch (GeneralSecurityException fault) {
            throw new IOException("the server's primitives failed", fault);
        } finally {
            serving.unlock();
        }
        read(in, flight, GOODBYE);
    }

    private void answer(InputStream in, OutputStream out, byte[] flight) throws GeneralSecurityException, IOException {
        EphemeralKey own = server.keys.next(group);
        byte[] share = own.share();
        int sum = own.agree(Arrays.copyOf(flight, share.length)).length();
        System.arraycopy(share, 0, flight, 0, share.length);
        sum += server.handshakeKeys() + server.sealChain.run();
        out.write(flight, 0, SERVERS_FIRST);
        // Its record is counted with that of the first part.
        sum += server.hash.run() + sign.run() + server.derive(1, 0);
        out.write(flight, 0, SERVERS_SECOND);
        // The client's Finished is known before it comes, and so is all that it leads to.
        sum += server.derive(6, 5);
        // Its record is counted with that of the first byte.
        out.write(flight, 0, TICKET);
        server.keys.prepare();
        read(in, flight, CLIENTS_FINISHED);
        sum += server.open.run() + server.seal.run();
        // So that nothing was computed in vain.
        flight[0] = (byte) sum;
        out.write(flight, 0, FIRST_BYTE);
    }

    private static void read(InputStream in, byte[] flight, int length) throws IOException {
        if (in.readNBytes(flight, 0, length) < length) {
            throw new EOFException("a flight ended before its time");
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
