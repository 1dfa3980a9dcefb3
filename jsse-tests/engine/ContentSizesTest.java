/*
 * @test
 * @summary content of every size arrives whole, in records of at most 16384 bytes
 * @library /lib
 * @run main ContentSizesTest
 */
public class ContentSizesTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.connected(version);
            for (int length : new int[] {1, 2, 255, 256, 16_383, 16_384, 16_385, 32_768, 32_769, 100_000}) {
                byte[] content = Bytes.random(length);
                for (Side side : pair.sides()) {
                    int before = side.results.size();
                    Expect.equalBytes(content, pair.send(side, content), "content of " + length);
                    int records = side.results.size() - before;
                    Expect.equal((length + 16_383) / 16_384, records, "records for " + length);
                }
            }
        }
    }
}
