package dev.cotangent.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private record Outcome(int exit, String out, String err) {}

  private static Outcome run(String... args) throws Exception {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theListNamesEveryWorkloadOnItsLine() throws Exception {
    var outcome = run("--list");
    assertEquals(0, outcome.exit());
    assertEquals("", outcome.err());
    var ids = outcome.out().lines().map(line -> line.substring(0, line.indexOf('\t'))).toList();
    assertEquals(Workloads.ALL.stream().map(Workload::id).toList(), ids);
    assertTrue(outcome.out().contains("128x784x256"), outcome.out());
  }

  @ParameterizedTest
  @CsvSource({
    "W0, no workload is called W0; there are [W1",
    "W1 --size 65, W1 has no size 65; there are [64",
    "W1 --threads 0, '--threads needs a number from 1 on, got 0'",
    "W1 --threads, --threads needs an operand",
    "W1 --fast, no option is called --fast",
    "--threads 2, no workload is named",
    "'', no workload is called",
  })
  void misuseIsExplainedOnStandardErrorAlone(String line, String complaint) throws Exception {
    var outcome = run(line.split(" "));
    assertEquals(Main.MISUSED, outcome.exit());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().startsWith("benchmarks/run: " + complaint), outcome.err());
    assertTrue(outcome.err().contains("usage: benchmarks/run"), outcome.err());
  }

  @Test
  void withoutArgumentsItSaysHowItIsUsed() throws Exception {
    var outcome = run();
    assertEquals(Main.MISUSED, outcome.exit());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains(Arguments.USAGE), outcome.err());
  }

  @Test
  void aTableHasAColumnForEveryKey(@TempDir Path directory) throws Exception {
    var file = directory.resolve("lines");
    Files.writeString(
        file,
        "{\"id\":\"W1\",\"ours\":2.5,\"peer\":null}\n"
            + "{\"id\":\"W3\",\"peer\":\"p 2.0\",\"more\":7.0}\n");
    var outcome = run("--table", file.toString());
    assertEquals(0, outcome.exit());
    assertEquals(
        """
        | id | ours | peer | more |
        | --- | --- | --- | --- |
        | W1 | 2.5 |  |  |
        | W3 |  | p 2.0 | 7 |
        """,
        outcome.out());
  }
}
