package io.handfast.houserules.offences.crypto.aead;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

final class LooksUpCipher {
    Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }
}
