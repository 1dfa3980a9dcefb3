/*
 * @test
 * @summary security.provider.1=Handfast finds the provider through the service loader, on the class path and on the module path
 * @key once
 * @library /lib /programs
 * @build Expect Stores ChildJvm SecurityProperties HttpsRoundTrip InstallExpectations
 * @run main/othervm/timeout=240 SecurityPropertiesByNameTest
 */
public class SecurityPropertiesByNameTest {
    public static void main(String[] arguments) throws Exception {
        Stores stores = Stores.make();
        String override = SecurityProperties.first("Handfast");
        String onClassPath = ChildJvm.onClassPath()
                .options(stores.options())
                .option(override)
                .run("HttpsRoundTrip");
        InstallExpectations.handfastDidIt(onClassPath, "null");
        String onModulePath = ChildJvm.onModulePath()
                .options(stores.options())
                .option(override)
                .run("HttpsRoundTrip");
        InstallExpectations.handfastDidIt(onModulePath, "io.handfast");
    }
}
