package dev.cotangent.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// What is printed of a comparison: the keys and what they mean are in `benchmarks/README.md`.
///
/// @param seconds per run, ours
record JsonLine(
    String id, Problem problem, int threads, double seconds, long allocBytes, WarmUp warmUp) {
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();
  private static final MathContext DIGITS = new MathContext(4);

  JsonObject alone() {
    return line(null, null);
  }

  /// @param peerSeconds per run
  JsonObject beside(String peer, double peerSeconds) {
    return line(peer, peerSeconds);
  }

  private JsonObject line(@Nullable String peer, @Nullable Double peerSeconds) {
    var measure = problem.measure();
    var line = new JsonObject();
    line.addProperty("id", id);
    line.addProperty("size", measure.size());
    line.addProperty("dtype", measure.dtype().name());
    line.addProperty("threads", threads);
    line.addProperty("ours", rounded(measure.value(seconds)));
    line.addProperty("peer", peer);
    line.addProperty("peerValue", peerSeconds == null ? null : rounded(measure.value(peerSeconds)));
    line.addProperty("unit", measure.unit().toString());
    line.addProperty("ratio", peerSeconds == null ? null : rounded(peerSeconds / seconds));
    line.addProperty("allocBytes", allocBytes);
    line.addProperty("firstMillis", rounded(warmUp.first() * 1e3));
    line.addProperty("steadyMillis", rounded(warmUp.steady() * 1e3));
    problem.more().forEach((key, number) -> line.addProperty(key, rounded(number)));
    return line;
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  static String text(JsonObject line) {
    return GSON.toJson(line);
  }

  /// Whether a line of output is one of ours.
  static boolean isOne(String text) {
    return text.startsWith("{\"id\":");
  }
}
