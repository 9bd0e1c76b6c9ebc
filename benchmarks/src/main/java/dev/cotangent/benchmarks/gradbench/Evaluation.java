package dev.cotangent.benchmarks.gradbench;

import com.google.gson.JsonElement;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import java.util.function.Supplier;

/// A function of an eval.
///
/// @param input what JSON is read into
/// @param prepare makes of it the computation that is timed
record Evaluation<I>(Class<I> input, Function1<I, Supplier<?>> prepare) {
  /// One tensor is the answer.
  static <I> Evaluation<I> tensor(Class<I> input, Function1<I, Tensor> function) {
    return new Evaluation<>(input, in -> () -> Numbers.of(function.apply(in)));
  }

  Supplier<?> of(JsonElement json) {
    return prepare.apply(Json.GSON.fromJson(json, input));
  }
}
