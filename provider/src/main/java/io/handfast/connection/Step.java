package io.handfast.connection;

import io.handfast.alert.AlertDescription;
import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Exporter;
import io.handfast.message.HandshakeMessage;
import io.handfast.record.ReadProtection;
import io.handfast.record.WriteProtection;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one state asks of its connection, kept in order and carried out when the state is done (RFC 8446 §4).
 *
 * <p>So a step takes place wholly or not at all, and may run on another thread while the connection answers its callers.
 * Only what was learned is seen at once, because callbacks into key and trust managers ask for it.
 */
final class Step implements Effects {
    private final TlsConnection connection;
    private final List<Runnable> effects = new ArrayList<>();
    private @Nullable Exporter exporter;

    Step(TlsConnection connection) {
        this.connection = connection;
    }

    /** Carries out, in order, all that was asked for. */
    void apply() {
        for (Runnable effect : effects) {
            effect.run();
        }
        effects.clear();
    }

    /** Nothing of it takes place: wipes what was handed over for the connection to wipe. */
    void discard() {
        effects.clear();
        if (exporter != null) {
            exporter.destroy();
        }
    }

    @Override
    public void send(HandshakeMessage message, Bytes encoded) {
        effects.add(() -> connection
                .outbound()
                .send(message, encoded, connection.inbound().version(), connection.isConnected()));
    }

    @Override
    public void sendChangeCipherSpec() {
        effects.add(() ->
                connection.outbound().sendChangeCipherSpec(connection.inbound().version()));
    }

    @Override
    public void warn(AlertDescription alert) {
        effects.add(() -> connection.outbound().warn(alert));
    }

    @Override
    public void writeWith(WriteProtection protection) {
        effects.add(() ->
                connection.outbound().writeWith(protection, connection.inbound().version()));
    }

    @Override
    public void readWith(ReadProtection protection) {
        effects.add(() -> connection.inbound().readWith(protection));
    }

    @Override
    public void endOfRecord() {
        effects.add(() -> connection.inbound().endOfRecord());
    }

    @Override
    public void readEarlyDataWith(ReadProtection protection, long most) {
        effects.add(() -> connection.inbound().readEarlyDataWith(protection, most));
    }

    @Override
    public void skipEarlyData(long most) {
        effects.add(() -> connection.inbound().skipEarlyData(most));
    }

    @Override
    public void sendEarlyData(WriteProtection protection, Bytes earlyData) {
        effects.add(() -> connection.outbound().sendEarlyData(protection, earlyData));
    }

    @Override
    public void withdrawEarlyData() {
        effects.add(() -> connection.outbound().withdrawEarlyData());
    }

    @Override
    public void readWithAfterChangeCipherSpec(ReadProtection protection) {
        effects.add(() -> connection.inbound().readWithAfterChangeCipherSpec(protection));
    }

    @Override
    public void limitRecords(int send, int receive) {
        effects.add(() -> {
            connection.outbound().writer().limitFragments(send);
            connection.inbound().limitContent(receive);
        });
    }

    @Override
    public void padRecords(int multiple) {
        effects.add(() -> connection.outbound().writer().pad(multiple));
    }

    @Override
    public void settled(ProtocolVersion version) {
        effects.add(() -> {
            connection.inbound().settled(version);
            connection.outbound().writer().settled(version);
        });
    }

    @Override
    public void learned(HandshakeFacts facts) {
        connection.learned(facts);
    }

    @Override
    public HandshakeFacts facts() {
        return connection.facts();
    }

    @Override
    public void exportWith(Exporter fresh) {
        exporter = fresh;
        effects.add(() -> connection.exports().prepare(fresh));
    }

    @Override
    public boolean keyUpdateWaits() {
        return connection.outbound().keyUpdateWaits();
    }

    @Override
    public void established(Established established) {
        connection.learned(established.facts());
        effects.add(() -> connection.established(established));
    }
}
