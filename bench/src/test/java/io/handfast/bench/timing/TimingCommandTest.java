package io.handfast.bench.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of experiments that it did not do. */
class TimingCommandTest {
    @Test
    void aPatternThatFitsNothingIsNoSuccess(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Path page = folder.resolve("timing.md");
        assertEquals(2, new TimingCommand(out).run(true, "nosuch", page));
        String said = printed.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("no experiment matches nosuch"), said);
        assertFalse(said.contains("found out"), said);
        assertFalse(Files.exists(page));
    }
}
