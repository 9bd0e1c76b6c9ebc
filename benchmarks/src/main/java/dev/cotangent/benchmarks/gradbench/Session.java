package dev.cotangent.benchmarks.gradbench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

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
    trying(answer, () -> Evals.functions(message.get("module").getAsString()));
  }

  private static void evaluate(JsonObject message, JsonObject answer) {
    var input = message.get("input");
    trying(
        answer,
        () -> {
          var evaluation =
              Evals.evaluation(
                  message.get("module").getAsString(), message.get("function").getAsString());
          var outcome = runs(input).of(evaluation.of(input));
          answer.add("output", Json.GSON.toJsonTree(outcome.output()));
          answer.add("timings", Json.GSON.toJsonTree(outcome.timings()));
        });
  }

  private static void trying(JsonObject answer, Runnable action) {
    try {
      action.run();
      answer.addProperty("success", true);
    } catch (RuntimeException | OutOfMemoryError e) {
      answer.addProperty("success", false);
      answer.addProperty("error", e.toString());
    }
  }

  /// A bare number says nothing of runs.
  private static Runs runs(JsonElement input) {
    return input.isJsonObject() ? Json.GSON.fromJson(input, Runs.class) : Runs.ONCE;
  }
}
