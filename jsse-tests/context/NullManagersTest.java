/*
 * @test
 * @summary null trust managers mean the JDK's cacerts when no property names another store: a private root is refused
 * @key once
 * @library /lib /programs
 * @build Expect Stores ChildJvm HttpsRoundTrip UntrustedProgram
 * @run main/othervm/timeout=240 NullManagersTest
 */
public class NullManagersTest {
    public static void main(String[] arguments) throws Exception {
        Stores stores = Stores.make();
        String output = ChildJvm.onClassPath()
                .option("-Djavax.net.ssl.keyStore=" + stores.keys())
                .option("-Djavax.net.ssl.keyStorePassword=" + Stores.PASSWORD)
                .run("UntrustedProgram");
        Expect.contains(output, "refused: javax.net.ssl.SSLHandshakeException");
        Expect.contains(output, "unknown_ca");
    }
}
