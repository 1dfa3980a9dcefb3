package io.handfast.jsse.revocation;

import io.handfast.config.RevocationOptions;
import io.handfast.crypto.Jca;
import io.handfast.jsse.revocation.RevocationCheck.SignerRules;
import io.handfast.jsse.revocation.StatusStore.CertificateKey;
import io.handfast.jsse.revocation.StatusStore.ListKey;
import io.handfast.jsse.revocation.StatusStore.ListQuestion;
import io.handfast.jsse.revocation.StatusStore.Question;
import io.handfast.x509.CertificateId;
import io.handfast.x509.RevocationList;
import io.handfast.x509.StatusAnswer;
import io.handfast.x509.StatusAnswer.Status;
import io.handfast.x509.StatusLocations;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Learns the status of one certificate from what is known, from the responders it names, and from the lists it names, in this
 * order (RFC 6960, RFC 5280 §6.3).
 */
record StatusLookUp(RevocationOptions options, OcspClient client, StatusStore store) {
    /** The largest CRL that is read, in bytes. */
    static final int LARGEST_LIST = 16 << 20;

    /** More places of a kind than these are not worth the time. */
    private static final int MOST_PLACES = 4;

    /**
     * Whether the certificate is shown to be good.
     *
     * @param impatient whether places that were silent a moment ago are passed over
     * @param attempts gets what was tried and what came of it, for people
     * @throws Refusal if it was revoked
     */
    boolean isGood(Jca jca, CertificateId id, boolean impatient, SignerRules rules, List<String> attempts)
            throws Refusal {
        StatusLocations locations = StatusLocations.readable(id.certificate(), attempts);
        Optional<StatusAnswer> known = store.answer(key(id)).filter(answer -> answer.holdsAt(client.time()));
        if (known.isPresent() && settles(known.get(), id, rules, "its OCSP responder", attempts)) {
            return true;
        }
        // Told last, so that it does not crowd out what came of asking.
        List<String> neverAsked = new ArrayList<>();
        List<String> responders = askable(
                options.responder().map(List::of).orElse(locations.responders()), "OCSP responder ", neverAsked);
        // One limit for all places of a kind, and a share for each: what is silent must not take the others' time.
        Deadline forResponders = Deadline.in(options.ocspTimeout());
        for (int i = 0; i < responders.size(); i++) {
            String place = responders.get(i);
            Duration share = forResponders.share(responders.size() - i);
            Optional<StatusAnswer> answer = ask(jca, id, place, share, impatient, attempts);
            if (answer.isPresent() && settles(answer.get(), id, rules, "its OCSP responder " + place, attempts)) {
                return true;
            }
        }
        List<String> lists = askable(locations.crls(), "the CRL ", neverAsked);
        Deadline forLists = Deadline.in(options.crlTimeout());
        for (int i = 0; i < lists.size(); i++) {
            String place = lists.get(i);
            Duration share = forLists.share(lists.size() - i);
            Optional<StatusAnswer> answer = consult(jca, id, place, share, impatient, attempts);
            if (answer.isPresent() && settles(answer.get(), id, rules, "the CRL " + place, attempts)) {
                return true;
            }
        }
        attempts.addAll(neverAsked);
        return false;
    }

    /** The places that may be asked: the others take neither time nor a thread. */
    private static List<String> askable(List<String> named, String what, List<String> neverAsked) {
        List<String> found = new ArrayList<>();
        for (String place : named) {
            try {
                HttpFetch.requireAskable(HttpFetch.parse(place));
                found.add(place);
            } catch (IOException e) {
                neverAsked.add(what + place + " " + e.getMessage());
            }
        }
        return found.subList(0, Math.min(found.size(), MOST_PLACES));
    }

    private static boolean settles(
            StatusAnswer answer, CertificateId id, SignerRules rules, String source, List<String> attempts)
            throws Refusal {
        try {
            rules.check(answer.signatureNames(), answer.delegate());
        } catch (CertPathValidatorException e) {
            attempts.add(source + " is not believed: " + e.getMessage());
            return false;
        }
        if (answer.status() == Status.REVOKED) {
            throw Refusals.revoked(id.certificate(), answer, source);
        }
        if (answer.status() == Status.UNKNOWN) {
            attempts.add(source + " does not know it");
        }
        return answer.status() == Status.GOOD;
    }

    private Optional<StatusAnswer> ask(
            Jca jca, CertificateId id, String place, Duration share, boolean impatient, List<String> attempts) {
        String what = "OCSP responder " + place + " ";
        Duration limit = options.ocspTimeout();
        if (passesOver(place, share, impatient, what, attempts)) {
            return Optional.empty();
        }
        try {
            refuseNoTime(share);
            Question question = new Question(place, key(id), limit);
            OcspClient.Fetched fetched = store.responders().get(question, limit, share, () -> fetch(jca, id, place));
            store.answer(key(id), fetched.answer(), client.time());
            return Optional.of(fetched.answer());
        } catch (IOException e) {
            note(e, place, share);
            attempts.add(what + e.getMessage());
        } catch (GeneralSecurityException e) {
            attempts.add("the response of the " + what + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<StatusAnswer> consult(
            Jca jca, CertificateId id, String place, Duration share, boolean impatient, List<String> attempts) {
        String what = "the CRL " + place + " ";
        Duration limit = options.crlTimeout();
        ListKey key = new ListKey(id.issuer(), place);
        try {
            Optional<RevocationList> known = store.list(key).filter(list -> !list.isPast(client.time()));
            if (known.isPresent()) {
                return Optional.of(known.get().about(id.certificate(), client.time()));
            }
            if (passesOver(place, share, impatient, what, attempts)) {
                return Optional.empty();
            }
            refuseNoTime(share);
            RevocationList list =
                    store.listPlaces().get(new ListQuestion(key, limit), limit, share, () -> fetch(jca, key));
            return Optional.of(list.about(id.certificate(), client.time()));
        } catch (IOException e) {
            note(e, place, share);
            attempts.add(what + e.getMessage());
        } catch (GeneralSecurityException e) {
            attempts.add(what + e.getMessage());
        }
        return Optional.empty();
    }

    private static CertificateKey key(CertificateId id) {
        return new CertificateKey(id.issuer(), id.certificate().getSerialNumber());
    }

    private OcspClient.Fetched fetch(Jca jca, CertificateId id, String place)
            throws IOException, GeneralSecurityException {
        OcspClient.Fetched fetched = client.ask(jca, id, place, options.ocspTimeout());
        // Here and not by those who wait, for whom it may come too late: then the next ones find it.
        store.late(key(id), fetched.answer(), client.time());
        return fetched;
    }

    private RevocationList fetch(Jca jca, ListKey key) throws IOException, GeneralSecurityException {
        byte[] encoded = new HttpFetch(options.crlTimeout(), LARGEST_LIST).get(HttpFetch.parse(key.place()));
        RevocationList list = RevocationList.parse(jca.certificateFactory(), encoded, key.issuer());
        store.list(key, list, client.time(), encoded.length);
        return list;
    }

    private static void refuseNoTime(Duration share) throws AbandonedException {
        if (share.isZero()) {
            throw new AbandonedException("was not asked, because the others had taken all the time");
        }
    }

    /**
     * Remembers that a place did not answer, unless that is our own doing.
     *
     * @param share how long it was waited for, which is less than the limit where several places are named
     */
    private void note(IOException failure, String place, Duration share) {
        if (!(failure instanceof AbandonedException)) {
            store.silent(place, String.valueOf(failure.getMessage()), share);
        }
    }

    private boolean passesOver(String place, Duration share, boolean impatient, String what, List<String> attempts) {
        Optional<String> silence = impatient ? store.silence(place, share) : Optional.empty();
        silence.ifPresent(reason -> attempts.add(what + reason));
        return silence.isPresent();
    }
}
