package io.handfast.interop;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;

/**
 * What a test asks of one connection (RFC 8446 §4.1.2); empty lists leave the defaults.
 *
 * @param protocols versions to enable
 * @param suites suites to enable
 * @param groups groups to enable, best first
 * @param applicationProtocols ALPN names, best first
 * @param clientCertificate whether a server insists on a client certificate
 */
record Wishes(
        List<String> protocols,
        List<String> suites,
        List<String> groups,
        List<String> applicationProtocols,
        boolean clientCertificate) {

    static Wishes none() {
        return new Wishes(List.of(), List.of(), List.of(), List.of(), false);
    }

    static Wishes of(Protocol protocol) {
        return new Wishes(List.of(protocol.jsse()), List.of(), List.of(), List.of(), false);
    }

    Wishes suite(Suite suite) {
        return new Wishes(protocols, List.of(suite.jsse()), groups, applicationProtocols, clientCertificate);
    }

    Wishes group(Group group) {
        return new Wishes(protocols, suites, List.of(group.jsse()), applicationProtocols, clientCertificate);
    }

    Wishes groups(List<Group> wanted) {
        return new Wishes(
                protocols, suites, wanted.stream().map(Group::jsse).toList(), applicationProtocols, clientCertificate);
    }

    Wishes alpn(String... names) {
        return new Wishes(protocols, suites, groups, List.of(names), clientCertificate);
    }

    Wishes needClientCertificate(boolean needed) {
        return new Wishes(protocols, suites, groups, applicationProtocols, needed);
    }

    /** Puts the wishes into parameters; the groups only where the JDK has a method for them. */
    SSLParameters into(SSLParameters parameters) {
        if (!protocols.isEmpty()) {
            parameters.setProtocols(protocols.toArray(new String[0]));
        }
        if (!suites.isEmpty()) {
            parameters.setCipherSuites(suites.toArray(new String[0]));
        }
        if (!applicationProtocols.isEmpty()) {
            parameters.setApplicationProtocols(applicationProtocols.toArray(new String[0]));
        }
        if (clientCertificate) {
            parameters.setNeedClientAuth(true);
        }
        if (!groups.isEmpty() && groupsInParameters()) {
            try {
                SSLParameters.class.getMethod("setNamedGroups", String[].class).invoke(parameters, (Object)
                        groups.toArray(new String[0]));
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(String.format(Locale.ROOT, "groups %s could not be set", groups), e);
            }
        }
        return parameters;
    }

    /** {@code SSLParameters.setNamedGroups} came with JDK 20. */
    static boolean groupsInParameters() {
        return Arrays.stream(SSLParameters.class.getMethods())
                .anyMatch(method -> method.getName().equals("setNamedGroups"));
    }
}
