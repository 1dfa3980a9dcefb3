package io.handfast.testing;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.InvalidKeyShareException;
import io.handfast.crypto.group.NamedGroups;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** A group that keeps the keys that it made. */
public class MadeKeys extends GroupLike {
    public final List<EphemeralKey> made = new ArrayList<>();

    public MadeKeys(String name) {
        super(NamedGroups.byName(name).orElseThrow());
    }

    @Override
    public EphemeralKey generate(Jca jca, SecureRandom random) {
        EphemeralKey key = super.generate(jca, random);
        made.add(key);
        return key;
    }

    /** Whether keys were made and none of them is of any use now; those that are not are used up by the question. */
    public boolean allForgotten() {
        return !made.isEmpty() && made.stream().allMatch(MadeKeys::isForgotten);
    }

    private static boolean isForgotten(EphemeralKey key) {
        try {
            key.agree(key.share()).destroy();
            return false;
        } catch (IllegalStateException forgotten) {
            return true;
        } catch (InvalidKeyShareException refused) {
            throw new AssertionError("its own share is one", refused);
        }
    }
}
