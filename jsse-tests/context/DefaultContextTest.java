/*
 * @test
 * @summary the Default context is ready to use, cannot be initialised again, and takes the standard key and trust store properties
 * @key once
 * @library /lib /programs
 * @build Expect Stores ChildJvm HttpsRoundTrip DefaultContextProgram
 * @run main/othervm/timeout=240 DefaultContextTest
 */
public class DefaultContextTest {
    public static void main(String[] arguments) throws Exception {
        Stores stores = Stores.make();
        Expect.contains(
                ChildJvm.onClassPath().options(stores.options()).run("DefaultContextProgram"), "all as documented");
    }
}
