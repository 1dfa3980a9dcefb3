import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;

/** A certificate authority in memory, with a P-256 key; writes its certificates itself (RFC 5280 §4.1). */
public final class Authority {
    private static final byte[] ECDSA_SHA256 = hex("300a06082a8648ce3d040302");
    private static final byte[] BASIC_CONSTRAINTS_CA = hex("300f0603551d130101ff040530030101ff");
    private static final byte[] KEY_USAGE_CA = hex("300e0603551d0f0101ff040403020284");
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = hex("0603551d11");
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private Authority(String name) throws Exception {
        this.name = "CN=" + name;
        keys = keyPair("EC");
        byte[] extensions = sequence(BASIC_CONSTRAINTS_CA, KEY_USAGE_CA);
        certificate =
                sign(this.name, keys.getPublic(), extensions, Instant.now().plus(Duration.ofDays(30)));
    }

    public static Authority create(String name) throws Exception {
        return new Authority(name);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A trust store with this authority alone. */
    public KeyStore trust() throws Exception {
        KeyStore store = empty();
        store.setCertificateEntry("root", certificate);
        return store;
    }

    /** A key with a certificate for DNS names and addresses; the algorithm is EC, RSA, RSASSA-PSS, Ed25519 or Ed448. */
    public Identity issue(String algorithm, String... names) throws Exception {
        return issue(algorithm, Instant.now().plus(Duration.ofDays(30)), names);
    }

    /** As {@link #issue(String, String...)}, valid until then. */
    public Identity issue(String algorithm, Instant until, String... names) throws Exception {
        KeyPair pair = keyPair(algorithm);
        byte[][] general = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            boolean address = Character.isDigit(names[i].charAt(names[i].length() - 1));
            general[i] = address
                    ? der(0x87, InetAddress.getByName(names[i]).getAddress())
                    : der(0x82, names[i].getBytes(StandardCharsets.US_ASCII));
        }
        byte[] extension = sequence(SUBJECT_ALTERNATIVE_NAME, der(0x04, sequence(general)));
        X509Certificate leaf =
                sign("CN=leaf " + SERIAL.get() + " " + algorithm, pair.getPublic(), sequence(extension), until);
        return new Identity(pair.getPrivate(), leaf, certificate);
    }

    /** A private key with its chain. */
    public record Identity(PrivateKey key, X509Certificate certificate, X509Certificate issuer) {
        public X509Certificate[] chain() {
            return new X509Certificate[] {certificate, issuer};
        }
    }

    /** A store of these keys, under the aliases key0, key1, and so on. */
    public static KeyStore keys(Identity... identities) throws Exception {
        KeyStore store = empty();
        for (int i = 0; i < identities.length; i++) {
            store.setKeyEntry("key" + i, identities[i].key(), Stores.PASSWORD.toCharArray(), identities[i].chain());
        }
        return store;
    }

    /** Of the type that takes least time: PKCS#12 derives keys in thousands of rounds, at each store and look-up. */
    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }

    private static KeyPair keyPair(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else if (algorithm.startsWith("RSA")) {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private X509Certificate sign(String subject, PublicKey key, byte[] extensions, Instant until) throws Exception {
        Instant from = until.minus(Duration.ofDays(60));
        byte[] tbs = sequence(
                der(0xa0, hex("020102")),
                der(0x02, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()),
                ECDSA_SHA256,
                new X500Principal(name).getEncoded(),
                sequence(time(from), time(until)),
                new X500Principal(subject).getEncoded(),
                key.getEncoded(),
                der(0xa3, extensions));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed(tbs)));
    }

    /** What is to be signed, with this authority's signature behind it. */
    byte[] signed(byte[] tbs) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(tbs);
        return sequence(tbs, ECDSA_SHA256, der(0x03, join(new byte[1], signature.sign())));
    }

    private static byte[] time(Instant instant) {
        return der(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] sequence(byte[]... parts) {
        return der(0x30, join(parts));
    }

    static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            out.write(0x80 | length.length - skip);
            out.write(length, skip, length.length - skip);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
