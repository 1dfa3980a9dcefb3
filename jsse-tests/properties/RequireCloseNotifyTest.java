/*
 * @test
 * @summary with com.sun.net.ssl.requireCloseNotify the end of the stream without a goodbye is an error
 * @key once
 * @library /lib
 * @run main/othervm -Dcom.sun.net.ssl.requireCloseNotify=true RequireCloseNotifyTest
 */
import java.io.IOException;

public class RequireCloseNotifyTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (var provider : BothProviders.all()) {
                CutStream.check(provider, version, in -> Expect.thrown(IOException.class, in::read));
            }
        }
    }
}
