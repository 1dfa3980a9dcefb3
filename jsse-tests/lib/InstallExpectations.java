/** What a program prints when Handfast carried its exchange. */
public final class InstallExpectations {
    private InstallExpectations() {}

    /**
     * Asserts that it did.
     *
     * @param module the name of the provider's module: {@code io.handfast}, or {@code null} on the class path
     */
    public static void handfastDidIt(String output, String module) {
        Expect.contains(output, "status 200 over TLS_AES_128_GCM_SHA256");
        Expect.contains(output, "body intact");
        Expect.contains(output, "provider Handfast");
        Expect.contains(output, "socket io.handfast.");
        Expect.contains(output, "engine io.handfast.");
        Expect.contains(output, "module " + module + System.lineSeparator());
    }
}
