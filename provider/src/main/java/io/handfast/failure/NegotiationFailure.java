package io.handfast.failure;

import java.util.List;

/** The two sides have nothing in common where they need something: both sides' lists (RFC 8446 §4.1.1, §6.2). */
public final class NegotiationFailure extends Exception implements TlsFailure {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 40;

    /** More than any peer has use for; one that names 32,000 is not worth the time and the memory. */
    private static final int KEPT = 256;

    private static final String[] NONE = {};

    private final String subject;
    private final String[] ofPeer;
    private final String[] ofUs;
    private final String advice;

    /**
     * A failure to agree.
     *
     * @param subject what was to be agreed on, such as {@code cipher suite}
     * @param peer who the peer is, {@code client} or {@code server}
     * @param ofPeer what it offers or accepts; possibly text of its own making, of which the first 256 are looked at
     * @param ofUs what is enabled here
     * @param advice what to do
     */
    public NegotiationFailure(String subject, String peer, List<String> ofPeer, List<String> ofUs, String advice) {
        super("no common " + subject + ": the " + peer + " offers " + shown(ofPeer) + ", enabled here are "
                + shown(ofUs) + "; " + advice);
        this.subject = subject;
        this.ofPeer = ofPeer.stream().limit(KEPT).map(Printable::of).toArray(String[]::new);
        this.ofUs = ofUs.toArray(NONE);
        this.advice = advice;
    }

    private static String shown(List<String> names) {
        List<String> first = names.stream().limit(SHOWN).map(Printable::of).toList();
        return names.size() <= SHOWN ? first.toString() : first + " and " + (names.size() - SHOWN) + " more";
    }

    /** What was to be agreed on, such as {@code cipher suite}. */
    public String subject() {
        return subject;
    }

    /** What the peer offers, fit to be shown: the first 256 names; the message tells how many there are. */
    public List<String> offeredByPeer() {
        return List.of(ofPeer);
    }

    /** What is enabled here. */
    public List<String> enabledHere() {
        return List.of(ofUs);
    }

    @Override
    public String summary() {
        return "no common " + subject;
    }

    @Override
    public String advice() {
        return advice;
    }

    /** The text, which is never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
