package dev.cotangent.benchmarks.gradbench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;

/// Answers the messages of GradBench, one by one.
final class Session {
  private static final String TOOL = "cotangent";

  /// @param line a message
  /// @return the answer, on one line
  String answer(String line) {
    var message = JsonParser.parseString(line).getAsJsonObject();
    var answer = new JsonObject();
    answer.add("id", message.get("id"));
    switch (message.get("kind").getAsString()) {
      case "start" -> answer.addProperty("tool", TOOL);
      case "define" -> define(message, answer);
      case "evaluate" -> evaluate(message, answer);
      default -> {} // an answer is expected even to what needs none
    }
    return Json.GSON.toJson(answer);
  }

  private static void define(JsonObject message, JsonObject answer) {
    var module = message.get("module").getAsString();
    boolean known = Evals.ALL.containsKey(module);
    answer.addProperty("success", known);
    if (!known) answer.addProperty("error", unknown("module", module, Evals.ALL));
  }

  private static void evaluate(JsonObject message, JsonObject answer) {
    var input = message.get("input");
    try {
      var evaluation =
          evaluation(message.get("module").getAsString(), message.get("function").getAsString());
      var outcome = runs(input).of(evaluation.of(input));
      answer.addProperty("success", true);
      answer.add("output", Json.GSON.toJsonTree(outcome.output()));
      answer.add("timings", Json.GSON.toJsonTree(outcome.timings()));
    } catch (RuntimeException | OutOfMemoryError e) {
      answer.addProperty("success", false);
      answer.addProperty("error", e.toString());
    }
  }

  /// A bare number says nothing of runs.
  private static Runs runs(JsonElement input) {
    return input.isJsonObject() ? Json.GSON.fromJson(input, Runs.class) : Runs.ONCE;
  }

  private static Evaluation<?> evaluation(String module, String function) {
    var functions = Evals.ALL.get(module);
    if (functions == null) throw new IllegalArgumentException(unknown("module", module, Evals.ALL));
    var evaluation = functions.get(function);
    if (evaluation != null) return evaluation;
    throw new IllegalArgumentException(unknown("function of " + module, function, functions));
  }

  private static String unknown(String kind, String name, Map<String, ?> known) {
    return "no " + kind + " is called " + name + "; there are " + known.keySet();
  }
}
