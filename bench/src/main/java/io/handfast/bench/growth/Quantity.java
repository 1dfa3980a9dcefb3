package io.handfast.bench.growth;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What there may be few or many of, without a handshake costing more. */
enum Quantity {
    SESSIONS_10K("sessions in the caches; resumed", 1, 10_000, 1_000) {
        @Override
        Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException {
            return Scene.resumed(stage.peers(), size);
        }
    },
    SESSIONS_100K("sessions in the caches; resumed", 1, 100_000, 10_000) {
        @Override
        Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException {
            return Scene.resumed(stage.peers(), size);
        }
    },
    CERTIFICATES("certificates in the key store; full", 1, 5_000, 5_000) {
        @Override
        Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException {
            return Scene.full(stage.peersWithCertificates(size));
        }
    },
    ANCHORS_REMEMBERED("trust anchors, a chain seen before; full", 150, 3_000, 3_000) {
        @Override
        Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException {
            return Scene.full(stage.peersWithAnchors(size));
        }
    },
    ANCHORS_VALIDATED("trust anchors, the chain validated each time; full", 150, 3_000, 3_000) {
        @Override
        Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException {
            return Scene.full(stage.withoutVerdicts().peersWithAnchors(size));
        }
    },
    CHAIN("certificates in the chain, seen before; full", 2, 10, 10) {
        @Override
        Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException {
            return Scene.full(stage.peersWithChain(size));
        }
    },
    CONNECTIONS("idle connections, both ends; full", 1, 10_000, 1_000) {
        @Override
        Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException {
            return Scene.full(stage.peers()).withIdleConnections(size);
        }
    },
    VALIDATION("validations of the chain in each handshake; full", 0, 1, 1) {
        @Override
        Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException {
            return Scene.full(
                    size == 0 ? stage.peers() : stage.withoutVerdicts().peers());
        }
    };

    private final String title;
    private final int small;
    private final int large;
    private final int quickLarge;

    Quantity(String title, int small, int large, int quickLarge) {
        this.title = title;
        this.small = small;
        this.large = large;
        this.quickLarge = quickLarge;
    }

    abstract Scene scene(Stage stage, int size) throws GeneralSecurityException, IOException;

    String title() {
        return title;
    }

    int small() {
        return small;
    }

    /** Whether a handshake must not cost more with many. */
    boolean bounded() {
        return this != VALIDATION;
    }

    /** About how many seconds it takes, what has to be made beforehand included. */
    int seconds() {
        return this == SESSIONS_100K ? 60 : 20;
    }

    /** The larger size; a quick run fills caches less far. */
    int large(boolean quick) {
        return quick ? quickLarge : large;
    }

    /** Those whose name or title contains the pattern. */
    static List<Quantity> matching(String pattern) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(quantity ->
                        quantity.name().toLowerCase(Locale.ROOT).contains(wanted) || quantity.title.contains(wanted))
                .toList();
    }
}
