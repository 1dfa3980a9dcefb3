package io.handfast.testing;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import org.jspecify.annotations.Nullable;

/** The platform's HMACs, which keep the very arrays they give, so that a test sees whether they were wiped, and fail when told to. */
public final class KeptMacs extends Provider {
    private static final long serialVersionUID = 1L;

    private final transient List<byte[]> given = new ArrayList<>();
    private int left = Integer.MAX_VALUE;

    public KeptMacs() {
        super("KeptMacs", "1", "HMACs that are kept and may fail");
        for (String name : List.of("HmacSHA256", "HmacSHA384")) {
            putService(new Service(this, "Mac", name, Kept.class.getName(), null, null) {
                @Override
                public Object newInstance(@Nullable Object parameter) {
                    return new Kept(name);
                }
            });
        }
    }

    /** These providers, and this one before them. */
    public Provider[] before(Provider... others) {
        List<Provider> all = new ArrayList<>(List.of(this));
        all.addAll(List.of(others));
        return all.toArray(Provider[]::new);
    }

    /** Forgets what was given so far, gives so many more and then fails. */
    public void failAfter(int more) {
        given.clear();
        left = more;
    }

    /** How many were given since. */
    public int given() {
        return given.size();
    }

    /** Whether nothing is left of those. */
    public boolean allWiped() {
        return given.stream().allMatch(mac -> Arrays.equals(mac, new byte[mac.length]));
    }

    private final class Kept extends MacSpi {
        private final Mac real;

        Kept(String name) {
            try {
                real = Mac.getInstance(name, "SunJCE");
            } catch (GeneralSecurityException absent) {
                throw new IllegalStateException(absent);
            }
        }

        @Override
        protected int engineGetMacLength() {
            return real.getMacLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            real.init(key, parameters);
        }

        @Override
        protected void engineUpdate(byte input) {
            real.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            real.update(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            if (left == 0) {
                throw new ProviderException("the token is gone");
            }
            left--;
            byte[] mac = real.doFinal();
            given.add(mac);
            return mac;
        }

        @Override
        protected void engineReset() {
            real.reset();
        }
    }
}
