package io.handfast.bench.figures;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.netty.util.Version;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/** The versions of all that is measured, as each of them says. */
final class Versions {
    private Versions() {}

    /** By name, in the order of the stacks. */
    static Map<String, String> all() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("JDK", Runtime.version().toString());
        versions.put("Bouncy Castle provider", new BouncyCastleProvider().getVersionStr());
        versions.put("Bouncy Castle JSSE", new BouncyCastleJsseProvider().getVersionStr());
        Conscrypt.Version conscrypt = Conscrypt.version();
        versions.put("Conscrypt", conscrypt.major() + "." + conscrypt.minor() + "." + conscrypt.patch());
        Version netty = Version.identify().get("netty-handler");
        versions.put("Netty", netty == null ? "unknown" : netty.artifactVersion());
        versions.put("netty-tcnative", ofMaven("io.netty", "netty-tcnative-classes"));
        versions.put("Amazon Corretto Crypto Provider", AmazonCorrettoCryptoProvider.INSTANCE.getVersionStr());
        versions.put("JMH", ofMaven("org.openjdk.jmh", "jmh-core"));
        return versions;
    }

    /** What Maven wrote into the artifact's jar. */
    private static String ofMaven(String group, String artifact) throws IOException {
        String path = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Versions.class.getResourceAsStream(path)) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        }
    }
}
