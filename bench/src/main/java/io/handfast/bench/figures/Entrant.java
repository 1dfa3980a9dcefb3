package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;

/**
 * Who is measured in a row: a stack, or the primitives that ours would need and nothing else.
 *
 * @param floor whether it is the primitives alone
 */
public record Entrant(Stack stack, boolean floor) {
    static Entrant of(Stack stack) {
        return new Entrant(stack, false);
    }

    /** The primitives of what this stack does. */
    static Entrant floorOf(Stack stack) {
        return new Entrant(stack, true);
    }

    /** How files call it. */
    public String id() {
        return stack.id() + (floor ? "-primitives" : "");
    }

    /** How lines of text call it. */
    public String title() {
        return floor ? "the primitives of " + stack.title() : stack.title();
    }
}
