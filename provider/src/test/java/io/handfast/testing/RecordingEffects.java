package io.handfast.testing;

import io.handfast.alert.AlertDescription;
import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Exporter;
import io.handfast.message.HandshakeMessage;
import io.handfast.record.ReadProtection;
import io.handfast.record.WriteProtection;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Effects that only take note: what states did, in order, without a connection under them. */
public final class RecordingEffects implements Effects {
    private final List<String> log = new ArrayList<>();
    private final List<HandshakeMessage> sent = new ArrayList<>();
    private final List<Bytes> sentRaw = new ArrayList<>();
    private final List<HandshakeFacts> published = new ArrayList<>();
    private HandshakeFacts facts = HandshakeFacts.nothing();
    private Optional<ReadProtection> readProtection = Optional.empty();
    private Optional<WriteProtection> writeProtection = Optional.empty();
    private Optional<ProtocolVersion> version = Optional.empty();
    private Optional<Established> established = Optional.empty();
    private Optional<Exporter> exporter = Optional.empty();
    private boolean keyUpdateWaits;
    private int sendsLeft = Integer.MAX_VALUE;

    /**
     * What was done so far, in order: {@code send ClientHello}, {@code change_cipher_spec}, {@code write keys},
     * {@code read keys}, {@code read keys after change_cipher_spec}, {@code settled TLSv1.3}, {@code warn …},
     * {@code established}.
     */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** What was done since the last call of this method. */
    public List<String> takeLog() {
        List<String> taken = log();
        log.clear();
        return taken;
    }

    /** Has states that wait for no message go on, up to one that does; one that fails is destroyed. */
    public HandshakeState goOn(HandshakeState reached) {
        HandshakeState state = reached;
        while (state.goesOn()) {
            try {
                state = state.goOn(this);
            } catch (RuntimeException failed) {
                state.destroy();
                throw failed;
            }
        }
        return state;
    }

    /** All messages sent, in order. */
    public List<HandshakeMessage> sent() {
        return List.copyOf(sent);
    }

    /** All messages sent as they went out, with their headers. */
    public List<Bytes> sentRaw() {
        return List.copyOf(sentRaw);
    }

    /** The last message of a kind that was sent. */
    public <M extends HandshakeMessage> M sent(Class<M> kind) {
        return sent.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " was sent, only " + sent));
    }

    /** All facts as they were published, in order. */
    public List<HandshakeFacts> published() {
        return List.copyOf(published);
    }

    public Optional<ReadProtection> readProtection() {
        return readProtection;
    }

    public Optional<WriteProtection> writeProtection() {
        return writeProtection;
    }

    public Optional<ProtocolVersion> version() {
        return version;
    }

    public Optional<Established> established() {
        return established;
    }

    /** What was handed over for exports; its hand-over is not in the log. */
    public Optional<Exporter> exporter() {
        return exporter;
    }

    /** After so many messages the next one fails, as if nothing were left for it. */
    public void failAfter(int messages) {
        sendsLeft = messages;
    }

    @Override
    public void send(HandshakeMessage message, Bytes raw) {
        if (sendsLeft-- == 0) {
            throw new IllegalStateException("no more messages");
        }
        log.add("send " + message.getClass().getSimpleName());
        sent.add(message);
        sentRaw.add(raw);
    }

    @Override
    public void sendChangeCipherSpec() {
        log.add("change_cipher_spec");
    }

    @Override
    public void warn(AlertDescription alert) {
        log.add("warn " + alert.ianaName());
    }

    @Override
    public void writeWith(WriteProtection protection) {
        log.add("write keys");
        writeProtection = Optional.of(protection);
    }

    @Override
    public void readWith(ReadProtection protection) {
        log.add("read keys");
        readProtection = Optional.of(protection);
    }

    /** Here each message comes in a record of its own. */
    @Override
    public void endOfRecord() {
        // It ends with the message.
    }

    @Override
    public void readEarlyDataWith(ReadProtection protection, long most) {
        log.add("read early data, at most " + most);
        readProtection = Optional.of(protection);
    }

    @Override
    public void skipEarlyData(long most) {
        log.add("skip early data, at most " + most);
    }

    @Override
    public void sendEarlyData(WriteProtection protection, Bytes earlyData) {
        log.add("send early data");
        writeProtection = Optional.of(protection);
    }

    @Override
    public void withdrawEarlyData() {
        log.add("withdraw early data");
    }

    @Override
    public void readWithAfterChangeCipherSpec(ReadProtection protection) {
        log.add("read keys after change_cipher_spec");
        readProtection = Optional.of(protection);
    }

    @Override
    public void limitRecords(int send, int receive) {
        log.add("limit records to " + send + " and " + receive);
    }

    @Override
    public void padRecords(int multiple) {
        log.add("pad records to multiples of " + multiple);
    }

    @Override
    public void settled(ProtocolVersion settled) {
        log.add("settled " + settled.protocolName());
        version = Optional.of(settled);
    }

    @Override
    public void learned(HandshakeFacts learned) {
        published.add(learned);
        facts = learned;
    }

    @Override
    public HandshakeFacts facts() {
        return facts;
    }

    @Override
    public void exportWith(Exporter handedOver) {
        exporter = Optional.of(handedOver);
    }

    @Override
    public void established(Established end) {
        log.add("established");
        established = Optional.of(end);
    }

    @Override
    public boolean keyUpdateWaits() {
        return keyUpdateWaits;
    }

    /** Says from now on that a KeyUpdate waits, or that none does. */
    public void keyUpdateWaits(boolean waits) {
        keyUpdateWaits = waits;
    }
}
