package io.handfast.bench.timing;

import io.handfast.alert.TlsException;
import io.handfast.crypto.Jca;
import io.handfast.record.OpenedRecord;
import io.handfast.record.Protections;
import io.handfast.record.ReadProtection;
import java.util.Random;

/** The record layer as it opens records of a CBC suite without encrypt-then-MAC (RFC 5246 §6.2.3.2). */
final class CbcSubject implements Subject<byte[]> {
    private final CbcKeys keys;
    private final CbcClasses classes;
    private final CbcForger forger;
    private final ReadProtection protection;
    private final OpenedRecord opened = new OpenedRecord();
    private long refused;

    CbcSubject(CbcKeys keys, CbcClasses classes) {
        this.keys = keys;
        this.classes = classes;
        this.forger = new CbcForger(keys);
        this.protection = Protections.read12(Jca.of(Jca.Source.AUTO), keys.spec(), keys.writeKeys());
    }

    @Override
    public String name() {
        return keys.spec().version().protocolName() + " " + keys.spec().suite().ianaName();
    }

    @Override
    public String className(int which) {
        return classes.className(which);
    }

    @Override
    public byte[] prepare(int which, Random random) {
        return classes.forge(forger, which, random);
    }

    @Override
    public void run(byte[] input) {
        try {
            protection.open(input, 0, input.length, opened);
        } catch (TlsException badRecordMac) {
            refused++;
        }
    }

    /** How many records were not genuine. */
    long refused() {
        return refused;
    }
}
