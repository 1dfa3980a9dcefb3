/*
 * @test
 * @summary the exporter tells an empty context from none in TLS 1.2, and not in TLS 1.3; both ends agree
 * @library /lib
 * @run main ExporterContextTest
 */
import io.handfast.HandfastSession;
import java.util.Arrays;

public class ExporterContextTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.connected(version);
            byte[] none = both(pair, null);
            byte[] empty = both(pair, new byte[0]);
            byte[] some = both(pair, new byte[] {1});
            Expect.equal(version.equals("TLSv1.3"), Arrays.equals(none, empty), "an empty context is none");
            Expect.that(!Arrays.equals(none, some) && !Arrays.equals(empty, some), "a context counts");
        }
    }

    private static byte[] both(EnginePair pair, byte[] context) throws Exception {
        byte[][] exported = new byte[2][];
        for (int i = 0; i < 2; i++) {
            exported[i] = HandfastSession.of(pair.sides()[i].engine.getSession())
                    .exportKeyingMaterialData("EXPERIMENTAL contract", context, 40);
        }
        Expect.equalBytes(exported[0], exported[1], "keying material");
        return exported[0];
    }
}
