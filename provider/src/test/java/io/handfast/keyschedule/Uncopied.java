package io.handfast.keyschedule;

import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/** Has the platform's SHA-256 without a way to copy it once it has taken more than so many bytes, as some hardware. */
final class Uncopied extends Provider {
    private static final long serialVersionUID = 1L;

    Uncopied(int most) {
        super("Uncopied", "1", "SHA-256 that cannot be copied");
        putService(new Service(this, "MessageDigest", "SHA-256", Plain.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return most < 0 ? new Plain() : new Buffering(most);
            }
        });
    }

    private static class Plain extends MessageDigestSpi {
        MessageDigest real;

        Plain() {
            try {
                real = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException absent) {
                throw new IllegalStateException(absent);
            }
        }

        @Override
        protected void engineUpdate(byte input) {
            engineUpdate(new byte[] {input}, 0, 1);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            real.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return real.digest();
        }

        @Override
        protected void engineReset() {
            real.reset();
        }
    }

    /** Says that it can be copied, and can until it has taken so many bytes. */
    private static final class Buffering extends Plain implements Cloneable {
        private final int most;
        private long taken;

        Buffering(int most) {
            this.most = most;
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            super.engineUpdate(input, offset, length);
            taken += length;
        }

        @Override
        protected byte[] engineDigest() {
            taken = 0;
            return super.engineDigest();
        }

        @Override
        protected void engineReset() {
            taken = 0;
            super.engineReset();
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            if (taken > most) {
                throw new CloneNotSupportedException("the token has it");
            }
            Buffering copy = (Buffering) super.clone();
            copy.real = (MessageDigest) real.clone();
            return copy;
        }
    }
}
