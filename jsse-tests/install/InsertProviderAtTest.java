/*
 * @test
 * @summary Security.insertProviderAt puts Handfast under an ordinary program, on the class path and on the module path
 * @key once
 * @library /lib /programs
 * @build Expect Stores ChildJvm HttpsRoundTrip InsertedRoundTrip InstallExpectations
 * @run main/othervm/timeout=240 InsertProviderAtTest
 */
public class InsertProviderAtTest {
    public static void main(String[] arguments) throws Exception {
        Stores stores = Stores.make();
        InstallExpectations.handfastDidIt(
                ChildJvm.onClassPath().options(stores.options()).run("InsertedRoundTrip"), "null");
        InstallExpectations.handfastDidIt(
                ChildJvm.onModulePath().options(stores.options()).run("InsertedRoundTrip"), "io.handfast");
    }
}
