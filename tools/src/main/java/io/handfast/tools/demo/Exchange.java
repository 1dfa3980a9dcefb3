package io.handfast.tools.demo;

import io.handfast.tools.certificates.Credential;
import io.handfast.tools.process.PeerProcess;

/** The exchanges of the demo: who asks, who answers, and how it is done. */
enum Exchange {
    URL_CONNECTION("HttpsURLConnection", "openssl s_server") {
        @Override
        Outcome run(Workshop workshop, Version version) throws Exception {
            try (PeerProcess server = OpenSsl.server(workshop, version)) {
                return Clients.urlConnection(OpenSsl.address(server), version);
            }
        }
    },
    HTTP_CLIENT("HttpClient", "openssl s_server") {
        @Override
        Outcome run(Workshop workshop, Version version) throws Exception {
            try (PeerProcess server = OpenSsl.server(workshop, version)) {
                return Clients.httpClient(OpenSsl.address(server), version);
            }
        }
    },
    OPENSSL_CLIENT("openssl s_client", "HttpsServer") {
        @Override
        Outcome run(Workshop workshop, Version version) throws Exception {
            try (EchoSite site = new EchoSite(workshop.server(), version)) {
                return OpenSsl.client(workshop, version, site.port());
            }
        }
    },
    JDK_CLIENT("JDK client", "HttpsServer") {
        @Override
        Outcome run(Workshop workshop, Version version) throws Exception {
            try (EchoSite site = new EchoSite(workshop.server(), version)) {
                return Clients.jdkUrlConnection(
                        site.address(),
                        version,
                        Credential.trustStore(workshop.root()),
                        workshop.body().bytes());
            }
        }
    };

    private final String client;
    private final String server;

    Exchange(String client, String server) {
        this.client = client;
        this.server = server;
    }

    String client() {
        return client;
    }

    String server() {
        return server;
    }

    /** Carries the page over and says how it went. */
    abstract Outcome run(Workshop workshop, Version version) throws Exception;
}
