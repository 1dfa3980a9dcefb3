/*
 * @test
 * @summary security.provider.1=io.handfast.HandfastProvider finds the provider on the class path
 * @key once
 * @library /lib /programs
 * @build Expect Stores ChildJvm SecurityProperties HttpsRoundTrip InstallExpectations
 * @run main/othervm/timeout=240 SecurityPropertiesByClassNameTest
 */
public class SecurityPropertiesByClassNameTest {
    public static void main(String[] arguments) throws Exception {
        Stores stores = Stores.make();
        String override = SecurityProperties.first("io.handfast.HandfastProvider");
        String output = ChildJvm.onClassPath()
                .options(stores.options())
                .option(override)
                .run("HttpsRoundTrip");
        InstallExpectations.handfastDidIt(output, "null");
    }
}
