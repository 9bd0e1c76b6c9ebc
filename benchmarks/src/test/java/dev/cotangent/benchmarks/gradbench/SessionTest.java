package dev.cotangent.benchmarks.gradbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
  private static String answer(String message) {
    return new Session().answer(message);
  }

  private static JsonObject evaluated(String module, String function, String input) {
    var message =
        "{\"id\":7,\"kind\":\"evaluate\",\"module\":\"%s\",\"function\":\"%s\",\"input\":%s}"
            .formatted(module, function, input);
    return JsonParser.parseString(answer(message)).getAsJsonObject();
  }

  private static long timings(JsonObject answer, String name) {
    return answer.get("timings").getAsJsonArray().asList().stream()
        .filter(t -> t.getAsJsonObject().get("name").getAsString().equals(name))
        .filter(t -> t.getAsJsonObject().get("nanoseconds").getAsLong() >= 0)
        .count();
  }

  @Test
  void theToolSaysItsName() {
    assertEquals(
        "{\"id\":0,\"tool\":\"cotangent\"}",
        answer("{\"id\":0,\"kind\":\"start\",\"eval\":\"gmm\"}"));
  }

  @Test
  void modulesAreDefinedOrNot() {
    assertEquals(
        "{\"id\":1,\"success\":true}", answer("{\"id\":1,\"kind\":\"define\",\"module\":\"gmm\"}"));
    var unknown =
        JsonParser.parseString(answer("{\"id\":1,\"kind\":\"define\",\"module\":\"gnn\"}"))
            .getAsJsonObject();
    assertEquals(false, unknown.get("success").getAsBoolean());
    assertTrue(unknown.get("error").getAsString().contains("no eval is called gnn; there are"));
  }

  @Test
  void anAnalysisIsAcknowledged() {
    assertEquals("{\"id\":3}", answer("{\"id\":3,\"kind\":\"analysis\",\"of\":2,\"valid\":true}"));
  }

  @Test
  void aBareNumberIsEvaluatedOnceAfterAWarmUp() {
    var answer = evaluated("hello", "double", "3");
    assertEquals(7, answer.get("id").getAsInt());
    assertEquals(6, answer.get("output").getAsDouble());
    assertEquals(1, timings(answer, "warmup"));
    assertEquals(1, timings(answer, "evaluate"));
  }

  @Test
  void runsGoOnUntilThereAreEnough() {
    var answer = evaluated("lse", "primal", "{\"x\":[0,0],\"min_runs\":4,\"min_seconds\":0}");
    assertEquals(Math.log(2), answer.get("output").getAsDouble(), 1e-15);
    assertEquals(1, timings(answer, "warmup"));
    assertEquals(4, timings(answer, "evaluate"));
  }

  @Test
  void runsGoOnUntilTheyHaveTakenLongEnough() {
    var answer = evaluated("lse", "primal", "{\"x\":[0,0],\"min_runs\":1,\"min_seconds\":0.05}");
    long total = 0;
    for (var timing : answer.get("timings").getAsJsonArray()) {
      if (!timing.getAsJsonObject().get("name").getAsString().equals("evaluate")) continue;
      total += timing.getAsJsonObject().get("nanoseconds").getAsLong();
    }
    assertTrue(total >= 50_000_000, () -> "" + answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gnn | primal | {} | no eval is called gnn; there are",
        "lse | dir | {\"x\":[1]} | no function of lse is called dir; there are",
        "lse | primal | {\"x\":[[1,2],[3]]} | lists of equal lengths at each depth",
        "lse | primal | {\"x\":[1,[2]]} | lists of equal lengths at each depth",
        "lse | primal | {\"x\":[[1],2]} | lists of equal lengths at each depth",
        "lse | primal | {\"x\":\"one\"} | one",
        "llsq | primal | {\"x\":[[1,2]],\"n\":3} | matmul",
      })
  void whatCannotBeEvaluatedIsAnErrorAndNotTheEnd(
      String module, String function, String input, String error) {
    var answer = evaluated(module, function, input);
    assertEquals(false, answer.get("success").getAsBoolean());
    assertTrue(answer.get("error").getAsString().contains(error), () -> "" + answer);
  }

  @Test
  void infinityAndNanAreWrittenAsPythonDoes() {
    var message =
        "{\"id\":1,\"kind\":\"evaluate\",\"module\":\"lse\",\"function\":\"primal\",\"input\":{\"x\":[%s]}}";
    assertTrue(answer(message.formatted("-Infinity")).contains("\"output\":-Infinity"));
    assertTrue(answer(message.formatted("NaN")).contains("\"output\":NaN"));
  }
}
