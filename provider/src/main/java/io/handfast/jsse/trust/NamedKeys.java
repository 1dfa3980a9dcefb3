package io.handfast.jsse.trust;

import io.handfast.wire.Bytes;
import io.handfast.x509.ReferenceName;
import io.handfast.x509.SubjectNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keys by the names in their certificates, so that one among thousands is found without looking at the others (RFC 9525 §6.3).
 *
 * <p>Finds all keys whose certificate may be for a name; whether it is, {@code NameMatch} decides.
 */
final class NamedKeys {
    private final Map<String, List<StoredKey>> byDnsName = new HashMap<>();
    private final Map<Bytes, List<StoredKey>> byAddress = new HashMap<>();

    NamedKeys(Collection<StoredKey> keys) {
        for (StoredKey key : keys) {
            SubjectNames names = key.names();
            for (String each : names.dns()) {
                add(byDnsName.computeIfAbsent(each.toLowerCase(Locale.ROOT), any -> new ArrayList<>()), key);
            }
            for (Bytes each : names.ip()) {
                add(byAddress.computeIfAbsent(each, any -> new ArrayList<>()), key);
            }
        }
    }

    /** A certificate may have a name twice. */
    private static void add(List<StoredKey> keys, StoredKey key) {
        if (keys.isEmpty() || !keys.get(keys.size() - 1).equals(key)) {
            keys.add(key);
        }
    }

    /** The keys of certificates with this name or with the wildcard above it; those with the name itself first. */
    List<StoredKey> find(ReferenceName host) {
        if (host instanceof ReferenceName.Ip address) {
            return byAddress.getOrDefault(address.address(), List.of());
        }
        List<StoredKey> found = new ArrayList<>();
        if (host instanceof ReferenceName.Dns name) {
            found.addAll(byDnsName.getOrDefault(name.name(), List.of()));
            int dot = name.name().indexOf('.');
            if (dot > 0) {
                found.addAll(byDnsName.getOrDefault("*" + name.name().substring(dot), List.of()));
            }
        }
        return found;
    }
}
