package io.handfast.tools;

import io.handfast.tools.certificates.AlternativeName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code handfast certs} was asked for.
 *
 * @param folder where the files go
 * @param hosts the names and addresses of the servers, at least one
 * @param ocspPort the port of the responder, 1 to 65535; 0 for none
 */
record CertificatesOrder(Path folder, List<String> hosts, int ocspPort) {
    private static final String OCSP = "--ocsp";

    CertificatesOrder {
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads {@code FOLDER [HOST ...]} with {@code --ocsp PORT} anywhere among them.
     *
     * @throws IllegalArgumentException if that is not what the words are
     */
    static CertificatesOrder of(List<String> words) {
        List<String> places = new ArrayList<>(words);
        int port = 0;
        int option = places.indexOf(OCSP);
        if (option >= 0) {
            port = port(places.size() == option + 1 ? "" : places.remove(option + 1));
            places.remove(option);
        }
        for (String place : places) {
            if (place.isEmpty() || place.startsWith("-")) {
                throw new IllegalArgumentException("neither a folder nor a host nor an option: \"" + place + "\"");
            }
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException("a folder is needed for the certificates");
        }
        List<String> hosts = places.subList(1, places.size());
        hosts.forEach(AlternativeName::of);
        return new CertificatesOrder(
                Path.of(places.get(0)), hosts.isEmpty() ? List.of("localhost", "127.0.0.1", "::1") : hosts, port);
    }

    boolean answers() {
        return ocspPort > 0;
    }

    private static int port(String word) {
        if (!word.matches("[1-9][0-9]{0,4}") || Integer.parseInt(word) > 65535) {
            throw new IllegalArgumentException(OCSP + " needs a port from 1 to 65535");
        }
        return Integer.parseInt(word);
    }
}
