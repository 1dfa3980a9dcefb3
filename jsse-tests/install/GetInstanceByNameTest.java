/*
 * @test
 * @summary SSLContext.getInstance("TLS", "Handfast") gives Handfast and leaves the default context to the JDK
 * @key once
 * @library /lib /programs
 * @build Expect Stores ChildJvm HttpsRoundTrip NamedRoundTrip InstallExpectations
 * @run main/othervm/timeout=240 GetInstanceByNameTest
 */
public class GetInstanceByNameTest {
    public static void main(String[] arguments) throws Exception {
        Stores stores = Stores.make();
        String onClassPath = ChildJvm.onClassPath().options(stores.options()).run("NamedRoundTrip");
        InstallExpectations.handfastDidIt(onClassPath, "null");
        Expect.contains(onClassPath, "default provider SunJSSE");
        String onModulePath = ChildJvm.onModulePath().options(stores.options()).run("NamedRoundTrip");
        InstallExpectations.handfastDidIt(onModulePath, "io.handfast");
        Expect.contains(onModulePath, "default provider SunJSSE");
    }
}
