package dev.cotangent.benchmarks.gradbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Plays recorded cases to a session, and compares the answers as GradBench does, but for its
/// tolerance.
class RecordedCasesTest {
  private static final double TOLERANCE = 1e-9;

  /// Of searches that stop short of what they look for.
  private static final Set<String> SEARCHES = Set.of("saddle", "particle");

  private static final double SEARCH_TOLERANCE = 1e-4;

  @TestFactory
  Stream<DynamicTest> everyRecordedCase() {
    return Evals.names().stream()
        .sorted()
        .flatMap(eval -> cases(eval).stream().map(RecordedCasesTest::test));
  }

  private static DynamicTest test(JsonObject recorded) {
    var name = text(recorded, "module") + " " + text(recorded, "function");
    return DynamicTest.dynamicTest(name + " " + recorded.get("description"), () -> check(recorded));
  }

  private static void check(JsonObject recorded) {
    var message = recorded.deepCopy();
    message.remove("expected");
    message.addProperty("kind", "evaluate");
    message.addProperty("id", 3);
    var line = new Session().answer(Json.GSON.toJson(message));
    assertEquals(-1, line.indexOf('\n'));
    var answer = JsonParser.parseString(line).getAsJsonObject();
    assertTrue(answer.get("success").getAsBoolean(), () -> text(answer, "error"));
    boolean search = SEARCHES.contains(text(recorded, "module"));
    double tolerance = search ? SEARCH_TOLERANCE : TOLERANCE;
    assertClose(recorded.get("expected"), answer.get("output"), tolerance, "output");
  }

  private static void assertClose(
      JsonElement expected, JsonElement got, double tolerance, String at) {
    if (expected.isJsonObject()) {
      var names = expected.getAsJsonObject().keySet();
      assertEquals(names, got.getAsJsonObject().keySet(), at);
      for (var name : names) {
        assertClose(
            expected.getAsJsonObject().get(name),
            got.getAsJsonObject().get(name),
            tolerance,
            at + "." + name);
      }
    } else if (expected.isJsonArray()) {
      assertEquals(expected.getAsJsonArray().size(), got.getAsJsonArray().size(), at);
      for (int k = 0; k < expected.getAsJsonArray().size(); k++) {
        assertClose(
            expected.getAsJsonArray().get(k),
            got.getAsJsonArray().get(k),
            tolerance,
            at + "[" + k + "]");
      }
    } else {
      double x = expected.getAsDouble();
      double y = got.getAsDouble();
      double distance = Math.abs(x - y) / Math.max(1, Math.abs(x) + Math.abs(y));
      assertTrue(distance <= tolerance, () -> at + ": expected " + x + ", got " + y);
    }
  }

  /// But for some modes of the searches, which take seconds each.
  @Test
  void theCasesCallEveryFunction() {
    for (var eval : Evals.names()) {
      var called = new HashSet<String>();
      for (var each : cases(eval)) called.add(text(each, "function"));
      if (SEARCHES.contains(eval)) assertFalse(called.isEmpty(), eval);
      else assertEquals(Evals.functions(eval).keySet(), called, eval);
    }
  }

  private static List<JsonObject> cases(String eval) {
    try (var in = RecordedCasesTest.class.getResourceAsStream(eval + ".jsonl")) {
      if (in == null) throw new IllegalStateException("no cases of " + eval);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> JsonParser.parseString(line).getAsJsonObject())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonObject object, String name) {
    return object.get(name).getAsString();
  }
}
