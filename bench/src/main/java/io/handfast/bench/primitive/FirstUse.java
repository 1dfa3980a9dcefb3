package io.handfast.bench.primitive;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.EphemeralKeys;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.tools.certificates.Credential;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * The floor of a first handshake: the primitives of {@link Recipe#TLS13_ECDSA}, each for the first time in its JVM, by the
 * sources that our provider chooses, and the signatures of the chain, which nobody has verified before.
 */
public final class FirstUse {
    private static final String GROUP = "x25519";
    private static final String SCHEME = "ecdsa_secp256r1_sha256";

    /** They get keys of their own in {@link Operations}; here they have those of the handshake. */
    private static final Set<String> WITH_KEYS = Set.of(
            Operations.agree(GROUP), Operations.answer(GROUP), Operations.sign(SCHEME), Operations.verify(SCHEME));

    private FirstUse() {}

    /** Uses them all once, or as often as the recipe has it. */
    public static void run(Credential server, X509Certificate anchor) throws GeneralSecurityException, IOException {
        Jca jca = Jca.of(Jca.Source.AUTO);
        SecureRandom random = new SecureRandom();
        agree(jca, random);
        List<X509Certificate> chain = server.chain();
        sign(jca, random, server);
        for (int i = 0; i < chain.size(); i++) {
            PublicKey issuer = (i + 1 < chain.size() ? chain.get(i + 1) : anchor).getPublicKey();
            // As path building has it done: by the platform's choice.
            chain.get(i).verify(issuer);
        }
        Operations operations = new Operations(jca);
        for (Recipe.Step step : Recipe.TLS13_ECDSA.steps()) {
            if (!WITH_KEYS.contains(step.operation())) {
                Operation operation = operations.ready(step.operation()).orElseThrow();
                for (int i = 0; i < step.times(); i++) {
                    operation.run();
                }
            }
        }
    }

    private static void agree(Jca jca, SecureRandom random) throws GeneralSecurityException {
        NamedGroup group = NamedGroups.byName(GROUP).orElseThrow();
        EphemeralKey client = group.generate(jca, random);
        client.agree(group.encapsulate(new EphemeralKeys(jca, random), client.share())
                .share());
    }

    private static void sign(Jca jca, SecureRandom random, Credential server) throws GeneralSecurityException {
        SignatureScheme scheme = SignatureSchemes.byName(SCHEME).orElseThrow();
        byte[] content = new byte[130];
        byte[] signature = scheme.sign(jca, server.key(), random, content);
        if (!scheme.verify(jca, server.chain().get(0).getPublicKey(), content, signature)) {
            throw new GeneralSecurityException("a signature just made is not good");
        }
    }
}
