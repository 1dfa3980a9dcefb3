package io.handfast.bench.stack;

import io.handfast.tools.certificates.Credential;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Client and server of a security provider. */
public final class JssePeers implements Peers {
    /** From JDK 20 on; before, the property jdk.tls.namedGroups says it. */
    private static final Optional<Method> SET_NAMED_GROUPS = setNamedGroups();

    private final Setting setting;
    private final Stack stack;
    private final SSLContext client;
    private final SSLContext server;

    /**
     * Makes both contexts of what stands in key stores. Where the stack has no key managers, the platform's do.
     *
     * @param identities of the server, protected with {@link Credential#PASSWORD}
     * @param anchors of the client
     */
    public JssePeers(Stack stack, Provider provider, Setting setting, KeyStore identities, KeyStore anchors)
            throws GeneralSecurityException {
        this.setting = setting;
        this.stack = stack;
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", provider);
        trust.init(anchors);
        client = SSLContext.getInstance("TLS", provider);
        client.init(null, trust.getTrustManagers(), null);
        KeyManagerFactory keys = keyManagers(provider);
        keys.init(identities, Credential.PASSWORD.toCharArray());
        server = SSLContext.getInstance("TLS", provider);
        server.init(keys.getKeyManagers(), null, null);
    }

    private static KeyManagerFactory keyManagers(Provider provider) throws GeneralSecurityException {
        for (String algorithm : new String[] {"SunX509", "PKIX"}) {
            if (provider.getService("KeyManagerFactory", algorithm) != null) {
                return KeyManagerFactory.getInstance(algorithm, provider);
            }
        }
        return KeyManagerFactory.getInstance("SunX509");
    }

    @Override
    public SSLEngine client(int port) {
        SSLEngine engine = client.createSSLEngine(Site.HOST, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(clientParameters(engine.getSSLParameters()));
        stack.permitTickets(engine);
        return engine;
    }

    @Override
    public SSLEngine server() {
        SSLEngine engine = server.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters(engine.getSSLParameters()));
        stack.permitTickets(engine);
        return engine;
    }

    SSLParameters clientParameters(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters(parameters);
    }

    SSLParameters parameters(SSLParameters parameters) {
        parameters.setProtocols(new String[] {setting.protocol()});
        parameters.setCipherSuites(stack.suites(setting));
        if (SET_NAMED_GROUPS.isPresent()) {
            try {
                SET_NAMED_GROUPS.get().invoke(parameters, (Object) stack.groups(setting));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        return parameters;
    }

    private static Optional<Method> setNamedGroups() {
        try {
            return Optional.of(SSLParameters.class.getMethod("setNamedGroups", String[].class));
        } catch (NoSuchMethodException olderJdk) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<SSLContext> clientContext() {
        return Optional.of(client);
    }

    @Override
    public Optional<SSLContext> serverContext() {
        return Optional.of(server);
    }

    @Override
    public boolean holdBack() {
        return false;
    }

    @Override
    public boolean ticketsWithData() {
        return stack.overBoringSsl() && setting.is13();
    }

    @Override
    public void release(SSLEngine engine) {
        stack.release(engine);
    }
}
