package io.handfast.connection;

import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientHandshake;
import io.handfast.handshake.server.ServerHandshake;
import io.handfast.iana.ProtocolVersion;
import io.handfast.record.OpenedRecord;
import io.handfast.record.RecordHeader;
import io.handfast.record.RecordWriter;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One end of a TLS connection: whole records go in and come out of arrays, and it never waits (RFC 8446 §2, §5, §6).
 *
 * <p>One thread at a time, except that a {@linkplain #task task} may run on any thread while others call, and that
 * {@link #facts} may be read at any time. The first fault ends the connection: one alert is queued, and every later call
 * throws the same exception, a {@link TlsException} or a {@link PeerAlertException}. Draining goes on, so that the alert
 * gets out.
 */
public final class TlsConnection {
    /** The most application data that one record takes, in bytes (RFC 8446 §5.1). */
    public static final int MAX_FRAGMENT_LENGTH = RecordHeader.MAX_PLAINTEXT;

    private final ConnectionTrace trace;
    private final Progress progress;
    private final Inbound inbound;
    private final Outbound outbound;
    /** Apart, so that whoever keeps the facts does not keep the connection. */
    private final AtomicReference<HandshakeFacts> facts = new AtomicReference<>(HandshakeFacts.nothing());

    private final Exports exports = new Exports();
    private final Ending ending;

    TlsConnection(TlsConfig config, boolean client, Function<Effects, HandshakeState> start) {
        this.trace = ConnectionTrace.of(config.trace(), client);
        this.progress = new Progress(this, trace, start);
        this.inbound =
                new Inbound(client, config.enables(ProtocolVersion.TLS13), config.maxHandshakeMessageSize(), trace);
        this.outbound = new Outbound(new RecordWriter(config.options().recordPadding()), trace);
        this.ending = new Ending(this, trace);
    }

    /** The client's end; nothing happens before {@link #begin}. */
    public static TlsConnection client(TlsConfig config) {
        return new TlsConnection(config, true, effects -> ClientHandshake.start(config, effects));
    }

    /** The server's end; nothing happens before {@link #begin}. */
    public static TlsConnection server(TlsConfig config) {
        return new TlsConnection(config, false, effects -> ServerHandshake.start(config));
    }

    /** Begins the handshake, once: a client then has its ClientHello to send. */
    public void begin() {
        ending.throwFailure();
        if (begun() || ending.abandoned()) {
            return;
        }
        try {
            progress.begin();
        } catch (RuntimeException e) {
            throw ending.by(e);
        }
    }

    public boolean begun() {
        return progress.begun();
    }

    /**
     * Has a flight of TLS 1.3 leave as it is made: the first part of a server's can be drained while the second is a
     * {@linkplain #task task}, and that while another makes keys and tickets; a client's while a task makes the keys of
     * application data. Of use where what is drained leaves at once; a transport that keeps back a short segment until the
     * one before it is acknowledged would lose more than is won (RFC 9293 §3.7.4).
     */
    public void sendInParts() {
        progress.sendInParts();
    }

    /**
     * The length of the record that begins here, header included, or 0 while the header is not complete; not while a
     * {@linkplain #busy task is due}, because the limits may change with it.
     */
    public int recordLength(byte[] array, int offset, int available) {
        settle();
        ending.throwFailure();
        try {
            return inbound.recordLength(array, offset, available);
        } catch (RuntimeException e) {
            throw ending.by(e);
        }
    }

    /**
     * Whether what is received now may be opened {@linkplain OpenedRecord#openInto(byte[], int) at a place} of which nothing
     * before it is ours: application data is what will most likely come, and its protection can do it.
     */
    public boolean opensStraight() {
        return isConnected() && inbound.opensStraight();
    }

    /**
     * Takes one whole record; not while a {@linkplain #busy task is due}.
     *
     * @param opened receives where the application data lies, when that is what came: in the room it was {@linkplain
     *     OpenedRecord#openInto(byte[]) given}, else in this array, which is then overwritten
     */
    public Reception receive(byte[] array, int offset, int length, OpenedRecord opened) {
        settle();
        ending.throwFailure();
        if (busy() || !begun()) {
            throw new IllegalStateException("not now: " + (busy() ? "a task is due" : "the handshake has not begun"));
        }
        if (ending.deaf()) {
            return Reception.CLOSED;
        }
        try {
            Reception reception = inbound.receive(array, offset, length, opened);
            switch (reception) {
                case APPLICATION_DATA -> applicationDataReceived();
                case PROGRESS -> progress.advance();
                case CLOSED -> ending.closedByPeer();
            }
            return reception;
        } catch (RuntimeException e) {
            throw ending.by(e);
        }
    }

    /** The next step if it is a costly one that nobody was given yet; run it on any thread, then go on. */
    public @Nullable Runnable task() {
        settle();
        return progress.handOut();
    }

    /** True while a costly step is due or running, so that no record can be received. */
    public boolean busy() {
        settle();
        return progress.busy();
    }

    /** True if records wait to be drained. */
    public boolean hasOutput() {
        settle();
        return outbound.writer().hasPending();
    }

    /** The length of the next record to drain, or 0. */
    public int outputLength() {
        return hasOutput() ? outbound.writer().nextRecordLength() : 0;
    }

    /** Moves whole waiting records into an array, as many as fit; returns how many bytes that are. */
    public int drain(byte[] out, int offset, int length) {
        settle();
        return outbound.writer().drain(out, offset, length);
    }

    /** The most application data that {@link #seal} takes, in bytes; settled when the handshake is done. */
    public int fragmentLimit() {
        return outbound.writer().fragmentLimit();
    }

    /** The most bytes that {@link #seal} makes of so much data. */
    public int sealedLength(int length) {
        return outbound.writer().protection().maxLength(length);
    }

    /** Where in a record that {@link #seal} makes its content goes; data that lies there already need not be moved. */
    public int contentOffset() {
        return outbound.writer().protection().contentOffset();
    }

    /**
     * Seals application data as one record, straight into an array; waiting records must have been drained. What a task
     * has brought about meanwhile comes after it.
     *
     * @param length at most {@link #fragmentLimit}
     * @return the record's length
     */
    public int seal(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        ending.throwFailure();
        if (!isConnected() || outbound.closed() || outbound.writer().hasPending()) {
            throw new IllegalStateException("not now: not connected, closed, or records wait to be drained");
        }
        try {
            int sealed = outbound.writer().sealApplicationData(in, inOffset, length, out, outOffset);
            progress.applicationDataSent();
            if (outbound.writer().protection().limitReached()) {
                updateKeys(false);
            }
            return sealed;
        } catch (RuntimeException e) {
            throw ending.by(e);
        }
    }

    /** Moves our write keys forward, and asks the peer to do the same if wanted; without effect before TLS 1.3. */
    public void updateKeys(boolean requestPeer) {
        settle();
        ending.throwFailure();
        if (!isConnected() || outbound.closed()) {
            return;
        }
        try {
            progress.move((state, effects) -> state.updateKeys(requestPeer, effects));
        } catch (RuntimeException e) {
            throw ending.by(e);
        }
    }

    /** The early data that has come and was not given out yet; at most what this server allows (RFC 8446 §2.3). */
    public byte[] readEarlyData() {
        settle();
        return inbound.takeEarlyData();
    }

    /**
     * Asks a client for its certificate after the handshake; its answer comes among what is received.
     *
     * @throws IllegalStateException if that cannot be asked now, or of this client, or not in this role or version
     */
    public void requestClientAuthentication() {
        settle();
        ending.throwFailure();
        if (!isConnected() || outbound.closed() || progress.busy()) {
            throw new IllegalStateException("not now: not connected, closed, or a step is under way");
        }
        try {
            progress.move((state, effects) -> state.requestClientAuthentication(effects));
        } catch (TlsException e) {
            throw ending.by(e);
        }
    }

    /** Whether a client was asked for its certificate after the handshake and has not answered yet. */
    public boolean awaitsClientAuthentication() {
        settle();
        return ending.failure() == null && progress.awaitsClientAuthentication();
    }

    /** Whether a step is due or running; unlike {@link #busy} this changes nothing, so that callbacks of the step may ask. */
    public boolean stepUnderWay() {
        return progress.busy();
    }

    /** Says goodbye to the peer, once. What it sends is still received, unless the handshake was not yet complete. */
    public void closeOutbound() {
        settle();
        ending.closeOutbound();
    }

    /**
     * Receives no more, once. What we send goes on, unless the handshake was not yet complete; that is a failure.
     *
     * @throws TlsException if the peer did not say goodbye, so that what was received may be cut short (RFC 8446 §6.1)
     */
    public void closeInbound() {
        settle();
        ending.closeInbound();
    }

    /**
     * The peer will send no more, as the transport says, and ours is of no use to it: the connection is over.
     *
     * @throws TlsException if the peer did not say goodbye, which is then the failure of the connection
     */
    public void transportEnded() {
        settle();
        ending.transportEnded();
    }

    /** Gives the connection up without a word, because its transport is gone; what waits can still be drained. */
    public void abandon() {
        settle();
        ending.giveUp();
    }

    /** True once nothing more can be received. */
    public boolean inboundClosed() {
        return ending.inboundClosed();
    }

    /** True once nothing more can be sent, except what still waits to be drained. */
    public boolean outboundClosed() {
        return outbound.closed();
    }

    /** True if the peer said goodbye: what was received is all that it sent. */
    public boolean closedCleanly() {
        return inbound.closed() && ending.failure() == null;
    }

    /** True if the peer gave the handshake up, and said so: the connection is over, and nobody has made a fault. */
    public boolean canceledByPeer() {
        return inbound.canceled() && inbound.closed() && !isConnected();
    }

    /** True once application data flows in both directions; stays true when the connection has ended. */
    public boolean connected() {
        settle();
        return isConnected();
    }

    /** What is known so far; may be called from any thread, also from within a task. */
    public HandshakeFacts facts() {
        return Objects.requireNonNull(facts.get());
    }

    /** What is known at any time, for those who outlive the connection; holds nothing else of it. */
    public Supplier<HandshakeFacts> factsAlone() {
        AtomicReference<HandshakeFacts> known = facts;
        return () -> Objects.requireNonNull(known.get());
    }

    /** Keying material for use outside of TLS, from the end of the handshake to that of the connection. */
    public Exports exports() {
        return exports;
    }

    /** Why the connection is over, or null. */
    public @Nullable RuntimeException failure() {
        settle();
        return ending.failure();
    }

    Inbound inbound() {
        return inbound;
    }

    Outbound outbound() {
        return outbound;
    }

    Progress progress() {
        return progress;
    }

    /** Whether application data flows, as {@link #connected()} but without acting on what a task has brought about. */
    boolean isConnected() {
        return inbound.isFinished();
    }

    void learned(HandshakeFacts learned) {
        facts.set(learned);
    }

    void established(Established established) {
        inbound.finished();
        exports.open();
        trace.established(established.facts());
    }

    /** Acts on the outcome of a costly step, once it is there. */
    private void settle() {
        try {
            progress.settle(ending.over());
        } catch (RuntimeException e) {
            ending.end(e);
        }
    }

    private void applicationDataReceived() {
        progress.applicationDataReceived();
        if (inbound.renewalDue() && !outbound.closed()) {
            // The peer's keys have protected as much as they may; only the peer can change them.
            progress.move((state, effects) -> state.updateKeys(true, effects));
        }
    }
}
