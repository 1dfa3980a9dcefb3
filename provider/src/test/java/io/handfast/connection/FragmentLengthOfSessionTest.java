package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.Jca;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.Session;
import io.handfast.session.Session12;
import io.handfast.session.Session13;
import io.handfast.session.SessionFacts;
import io.handfast.testing.SampleFacts;
import io.handfast.wire.Bytes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The length that max_fragment_length settles goes with the session (RFC 6066 §4): where another one is wanted, a client does
 * not offer the session, and a server does not take it up.
 */
class FragmentLengthOfSessionTest extends KeepsSessions {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);

    FragmentLengthOfSessionTest() {
        super(ProtocolVersion.TLS12);
    }

    private TlsConfigBuilder client(ProtocolVersion version) {
        return client().versions(List.of(version));
    }

    @ParameterizedTest(name = "{0}, session of {1}, now {2}: {3}")
    @CsvSource({
        "TLS12, 512, 512,   true",
        "TLS12, 512, 1024,  false",
        "TLS12, 512, 16384, false",
        "TLS12, 0,   512,   true",
        "TLS12, 0,   16384, true",
        "TLS13, 512, 512,   true",
        "TLS13, 512, 1024,  false",
        "TLS13, 512, 16384, false",
        "TLS13, 0,   512,   true",
        "TLS13, 0,   16384, true"
    })
    void aClientOffersItForTheSameLength(ProtocolVersion version, int settled, int wanted, boolean resumed) {
        connect(client(version), server());
        Session kept = taken(version);
        clientSessions.client().add(kept.with(facts(kept, settled)));
        Pair next = connect(client(version).maxRecordContent(wanted), server());
        assertEquals(resumed, next.client.facts().resumed());
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void aServerTakesItUpForTheSameLength(ProtocolVersion version) {
        connect(client(version), server());
        Session kept = taken(version);
        clientSessions.client().add(underAnotherTicket(kept, 0));
        assertTrue(connect(client(version), server()).server.facts().resumed());
        kept = taken(version);
        clientSessions.client().add(underAnotherTicket(kept, 512));
        // Either the client asks for nothing, or for record_size_limit, which takes the place of the other one.
        assertFalse(connect(client(version), server()).server.facts().resumed());
    }

    /** The client's newest session, with no other left. */
    private Session taken(ProtocolVersion version) {
        Session newest = version.is13()
                ? clientSessions.client().take13(PEER, any -> true).orElseThrow()
                : clientSessions.client().find12(PEER, any -> true).orElseThrow();
        while (version.is13()
                && clientSessions.client().take13(PEER, any -> true).isPresent()) {
            // Another ticket of the same session goes.
        }
        return newest;
    }

    /** The client's session, whose ticket says that the server has settled this length. */
    private Session underAnotherTicket(Session session, int settled) {
        if (session instanceof Session13 session13) {
            Session13 opened = serverSessions
                    .tickets()
                    .open13(JCA, session13.ticket())
                    .orElseThrow()
                    .session();
            return session13.withTicket(sealed(opened, settled));
        }
        Session12 session12 = (Session12) session;
        Session12 opened = serverSessions
                .tickets()
                .open12(JCA, session12.ticket())
                .orElseThrow()
                .session();
        return new Session12(
                session12.facts(),
                session12.version(),
                session12.suite(),
                session12.masterSecret(),
                session12.extendedMasterSecret(),
                session12.encryptThenMac(),
                sealed(opened, settled),
                session12.ticketLifetime());
    }

    private Bytes sealed(Session opened, int settled) {
        return serverSessions
                .tickets()
                .seal(JCA, opened.with(facts(opened, settled)))
                .orElseThrow();
    }

    private static SessionFacts facts(Session session, int maxFragmentLength) {
        SessionFacts facts = session.facts();
        return SampleFacts.like(facts, facts.createdAt())
                .maxFragmentLength(maxFragmentLength)
                .build();
    }
}
