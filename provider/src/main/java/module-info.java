/**
 * Handfast, a provider of TLS 1.3 and 1.2 for the Java Secure Socket Extension. Programs use it through {@code javax.net.ssl};
 * only {@link io.handfast} and {@link io.handfast.failure} are for them to see. Bouncy Castle's provider module brings
 * ASN.1 structures and the primitives that the JDK lacks or does slowly.
 */
module io.handfast {
    // Not transitive: a modular application would then need the annotations to be compiled.
    requires static org.jspecify;
    requires org.bouncycastle.provider;

    exports io.handfast;
    exports io.handfast.failure;

    provides java.security.Provider with
            io.handfast.HandfastProvider;
}
