/*
 * @test
 * @summary without com.sun.net.ssl.requireCloseNotify the end of the stream between records is read as -1
 * @key once
 * @library /lib
 * @run main/othervm CutStreamIsAnEndTest
 */
public class CutStreamIsAnEndTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (var provider : BothProviders.all()) {
                CutStream.check(provider, version, in -> Expect.equal(-1, in.read(), "read at the end"));
            }
        }
    }
}
