package io.handfast.failure;

import java.util.List;

/** The two sides have nothing in common where they need something: both sides' lists (RFC 8446 §4.1.1, §6.2). */
public final class NegotiationFailure extends Exception implements TlsFailure {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 40;

    private final String subject;
    private final transient List<String> ofPeer;
    private final transient List<String> ofUs;
    private final String advice;

    /**
     * A failure to agree.
     *
     * @param subject what was to be agreed on, such as {@code cipher suite}
     * @param peer who the peer is, {@code client} or {@code server}
     * @param ofPeer what it offers or accepts; possibly text of its own making
     * @param ofUs what is enabled here
     * @param advice what to do
     */
    public NegotiationFailure(String subject, String peer, List<String> ofPeer, List<String> ofUs, String advice) {
        super("no common " + subject + ": the " + peer + " offers " + shown(ofPeer) + ", enabled here are "
                + shown(ofUs) + "; " + advice);
        this.subject = subject;
        this.ofPeer = ofPeer.stream().map(Printable::of).toList();
        this.ofUs = List.copyOf(ofUs);
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

    /** What the peer offers, fit to be shown. */
    public List<String> offeredByPeer() {
        return ofPeer;
    }

    /** What is enabled here. */
    public List<String> enabledHere() {
        return ofUs;
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
